"""An open corpus of diplomatic news: who said what, who met whom, where and when."""
