/** What the weather will be like. */
module example.forecast {
    requires example.stations;
}
