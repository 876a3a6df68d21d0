module example {
    requires dev.weft.runtime;
}
