"""The calls of a test in one piece of memory.

Python keeps the frames of calls in chunks of 16 KB, and gives a chunk back to the system as soon as the last call in it
returns. A loop whose calls cross the end of a chunk asks the system for memory in every round. Below pytest a request
is deep enough for that to happen in one test or another all the time: between a twentieth and a tenth of the suite's
time. Python 3.11 and 3.12 stay so, later ones keep a spare chunk (https://github.com/python/cpython/issues/142183).
"""

from functools import wraps

SLOTS = 33_000  # of 8 bytes: the chunk gets twice as large, and what is over holds a thousand calls


def in_one_piece(function):
    """The same as `function`; all that it calls finds room in one chunk.

    It is the chunk of a frame that claims a large stack for itself and never touches it, so it costs addresses, not
    memory.
    """

    @wraps(function)
    def roomy(*args, **kwargs):
        return function(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return roomy
