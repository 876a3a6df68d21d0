/**
 * The Weft runtime: what code that uses {@code async}/{@code await} is compiled against and runs
 * on. It depends on nothing but {@code java.base}.
 */
module dev.weft.runtime {
    requires static org.jspecify;

    exports dev.weft;
    exports dev.weft.ports;
    exports dev.weft.sync;
}
