/**
 * The Weft runtime: what code that uses {@code async}/{@code await} is compiled against and runs
 * on. It depends on nothing but {@code java.base}; where {@code java.management} is there, too, programs can be looked at.
 */
module dev.weft.runtime {
    requires static org.jspecify;
    requires static java.management;

    exports dev.weft;
    exports dev.weft.management;
    exports dev.weft.ports;
    exports dev.weft.sync;
}
