"""What is said of one event: its card in a list, its dates, facts and place."""
