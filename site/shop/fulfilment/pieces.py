"""Pieces that an order holds, on their way out of the stock: in a parcel, or because nobody finds them."""

from shop import stock


def take_out(chosen):
    """Take pieces, line → quantity, out of the stock and out of what their lines hold. Locks the stock records.

    What a line does not hold, since its stock is not tracked or its record is gone, leaves no trace in the stock.
    """
    pieces = {}
    for line, quantity in chosen.items():
        held = min(quantity, line.num_allocated)
        if line.stockrecord_id and held:
            pieces[line.stockrecord_id] = pieces.get(line.stockrecord_id, 0) + held
        line.num_allocated -= held
        line.save(update_fields=["num_allocated"])
    stock.ship(pieces)
