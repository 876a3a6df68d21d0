package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import org.objectweb.asm.Type;

/** WEFT002: an async method must return a type that stands for a future result. */
final class UnsupportedReturnType implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            var returned = Type.getReturnType(method.node().desc);
            if (!isSupported(returned)) {
                report(method, returned, reporter);
            }
        }
    }

    static boolean isSupported(Type returned) {
        return returned.getSort() == Type.OBJECT && RuntimeAbi.isSupportedReturnType(returned.getInternalName());
    }

    private static void report(AsyncMethod method, Type returned, Reporter reporter) {
        reporter.at(
                method.node(),
                FindingCode.WEFT002,
                "@Async method '" + method.node().name + "' returns " + returned.getClassName(),
                "return one of " + RuntimeAbi.SUPPORTED_RETURN_TYPES + "; a subclass of them is none of them");
    }
}
