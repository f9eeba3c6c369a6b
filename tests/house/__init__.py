"""What `./run` needs behind it: a throwaway PostgreSQL, and checks that no other tool does."""
