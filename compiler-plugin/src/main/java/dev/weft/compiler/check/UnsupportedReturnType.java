package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import org.objectweb.asm.Type;

/**
 * WEFT002: an async method must return a type that stands for a future result, and an entry method nothing. No method is
 * both.
 */
final class UnsupportedReturnType implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            var returned = Type.getReturnType(method.node().desc);
            if (method.isEntry()) {
                checkEntry(method, returned, reporter);
            } else if (!RuntimeAbi.returnsSupportedType(method.node().desc)) {
                report(method, returned, reporter);
            }
        }
    }

    private static void checkEntry(AsyncMethod method, Type returned, Reporter reporter) {
        var name = method.node().name;
        if (method.isAnnotatedAsync()) {
            reporter.at(
                    method.node(),
                    FindingCode.WEFT002,
                    "method '" + name + "' is both @Async and " + method.annotation(),
                    "keep @Async if async code calls it, @Entry if ordinary code does");
        } else if (returned.getSort() != Type.VOID) {
            reporter.at(
                    method.node(),
                    FindingCode.WEFT002,
                    method.annotation() + " method '" + name + "' returns " + returned.getClassName(),
                    "let it return void; for a result make an @Async method, which ordinary code calls by Weft.run");
        }
    }

    private static void report(AsyncMethod method, Type returned, Reporter reporter) {
        reporter.at(
                method.node(),
                FindingCode.WEFT002,
                "@Async method '" + method.node().name + "' returns " + returned.getClassName(),
                "return one of " + RuntimeAbi.SUPPORTED_RETURN_TYPES + " itself, not a subclass: for int a"
                        + " Coroutine<Integer>, by return result(x); for void a Coroutine<Void>, by return done()");
    }
}
