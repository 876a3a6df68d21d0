/** Where the weather is measured. Who uses it sees coroutines, so it passes the runtime on. */
module example.stations {
    requires transitive dev.weft.runtime;

    exports example.stations;
}
