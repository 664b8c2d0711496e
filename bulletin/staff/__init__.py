"""What staff have to do: what falls due, what is to be mended, who is silent, what is ready to go out."""
