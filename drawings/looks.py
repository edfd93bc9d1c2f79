"""The makers of the demonstration shop; all names are invented."""

from drawings.kit import Look

LOOKS = {
    "tarkara": Look("TARKARA", "#DB9A2A", "#F4F5F4"),
    "wiraksa": Look("WIRAKSA", "#22757A", "#F4F5F4"),
    "lasindra": Look("LASINDRA", "#B34A34", "#F4F5F4"),
    "anginara": Look("ANGINARA", "#30628F", "#F4F5F4"),
    "dayantra": Look("DAYANTRA", "#44755A", "#F4F5F4"),
    "tirtaka": Look("TIRTAKA", "#2E86A0", "#F4F5F4"),
    "ukurra": Look("UKURRA", "#E0B23C", "#3B434B"),
    "arusna": Look("ARUSNA", "#2F4F75", "#F4F5F4"),
    "pahatra": Look("PAHATRA", "#C5742F", "#F4F5F4"),
    "perisaka": Look("PERISAKA", "#D3B62F", "#3B434B"),
    "bengkara": Look("BENGKARA", "#A63C3A", "#F4F5F4"),
}
