/**
 * The Weft runtime. Code that uses {@code async}/{@code await} is compiled against it and runs on it.
 *
 * <p>It requires only {@code java.base}. With {@code java.management} and {@code jdk.jfr} present, running programs can
 * be observed.
 */
module dev.weft.runtime {
    requires static org.jspecify;
    requires static java.management;
    requires static jdk.jfr;

    exports dev.weft;
    exports dev.weft.abi;
    exports dev.weft.abi.entry;
    exports dev.weft.abi.hot;
    exports dev.weft.management;
    exports dev.weft.ports;
    exports dev.weft.sync;
}
