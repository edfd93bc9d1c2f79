"""The couriers that staff choose from, and where a tracking number of each is looked up."""

from urllib.parse import quote

COURIERS = {  # name → address of its tracking page; the number is filled in where the page takes it
    "JNE": "https://www.jne.co.id/tracking-package?awb={number}",
    "J&T Express": "https://jet.co.id/track?awb={number}",
    "J&T Cargo": "https://www.jtcargo.id/track?awb={number}",
    "SiCepat": "https://www.sicepat.com/checkAwb?awb={number}",
    "AnterAja": "https://anteraja.id/id/tracking/{number}",
    "Pos Indonesia": "https://www.posindonesia.co.id/id/tracking/{number}",
    "Indah Cargo": "https://indahonline.com/cek-resi?awb={number}",
    "Dakota Cargo": "https://www.dakotacargo.co.id/lacak?awb={number}",
    "Sentral Cargo": "https://sentralcargo.co.id/lacak?awb={number}",
    "Lion Parcel": "https://lionparcel.com/track/stt?q={number}",
}


def tracking_address(courier, tracking_number):
    """Where the parcel can be followed; empty for a courier without a page, or without a number."""
    template = COURIERS.get(courier, "")
    return template.format(number=quote(tracking_number, safe="")) if template and tracking_number else ""
