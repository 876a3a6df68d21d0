package dev.weft.compiler.check;

import dev.weft.compiler.scan.ScannedClass;

/** One thing that a class must not do; {@link Rules} lists them all. */
interface Rule {

    void check(ScannedClass scanned, Reporter reporter);
}
