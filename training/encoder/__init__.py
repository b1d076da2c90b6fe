"""A small pretrained encoder is trained to tag, parse and find names all at once; see the README beside this folder."""
