"""Reading and writing HSDS 3.1, without a database and without a clock."""
