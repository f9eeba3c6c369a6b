"""Reading a list: the file, its columns, its cells, its rows, and who stands in it twice.

Nothing here knows a database. The day it is and the neighbourhoods come in as `World`.
"""
