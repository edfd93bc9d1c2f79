// The dashboard's rich text fields use TinyMCE under its free licence; it wants to be told so.
const initialise = oscar.dashboard.init;
oscar.dashboard.init = (options) => initialise($.extend(true, { tinyConfig: { license_key: "gpl" } }, options));

// Oscar's order page calls what its script no longer has.
oscar.dashboard.orders.initTable ??= () => {};
