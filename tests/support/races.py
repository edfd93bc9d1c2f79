"""Several people who do something at the same moment."""

import threading

from django.db import connections


def race(*calls, refusals):
    """Run the calls at the same moment, each on a connection of its own; return what each gave back.

    Where one raises one of `refusals`, its type stands in its place. Anything else that is raised fails the test.
    """
    results, gate = [None] * len(calls), threading.Barrier(len(calls))

    def run(index, call):
        try:
            gate.wait(60)
            results[index] = call()
        except refusals as refused:
            results[index] = type(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert None not in results, results  # an error that no verb may raise, or a thread that never ended
    return results
