/**
 * The Weft runtime: what code that uses {@code async}/{@code await} is compiled against and runs
 * on. It depends on nothing but {@code java.base}; where {@code java.management} and {@code jdk.jfr} are there, too, running programs can be
 * looked at.
 */
module dev.weft.runtime {
    requires static org.jspecify;
    requires static java.management;
    requires static jdk.jfr;

    exports dev.weft;
    exports dev.weft.abi;
    exports dev.weft.abi.hot;
    exports dev.weft.management;
    exports dev.weft.ports;
    exports dev.weft.sync;
}
