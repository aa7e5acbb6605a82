"""How do files of entries look (JCQ formats, version 14)? Read and written by tables; no Django.

`layouts` holds the tables, `reader.read` gives a file's records and everything wrong with it by
line and column, `writer.write` gives the bytes of a file, `names` knows what files are called.
"""
