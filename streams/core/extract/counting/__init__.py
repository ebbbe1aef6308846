"""What running counts are read with.

frames   how a number counts acts
periods  whether the count runs, and from when to when
doers    whose acts are counted
"""
