"""Makes `members.csv`: the member states of organizations and formats."""
