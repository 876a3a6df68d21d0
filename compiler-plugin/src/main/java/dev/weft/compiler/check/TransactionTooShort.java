package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;

/**
 * WEFT021: a method with a declared transaction that goes on after its call has returned: a coroutine, or a method that
 * awaits. The transaction belongs to the thread, and ends with the call.
 */
final class TransactionTooShort implements Rule {

    static final List<String> TRANSACTIONS = List.of(
            "org.springframework.transaction.annotation.Transactional",
            "jakarta.transaction.Transactional",
            "javax.transaction.Transactional",
            "jakarta.ejb.TransactionAttribute",
            "javax.ejb.TransactionAttribute",
            "io.micronaut.transaction.annotation.Transactional",
            "com.google.inject.persist.Transactional");

    private final MethodMeaning transactional;

    TransactionTooShort(ClassHierarchy hierarchy) {
        transactional = new MethodMeaning(hierarchy, TRANSACTIONS);
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            if (goesOnLater(method)) {
                transactional
                        .of(method)
                        .or(() -> transactional.of(scanned.node(), method))
                        .ifPresent(annotation -> reporter.at(
                                method,
                                FindingCode.WEFT021,
                                "the transaction of " + annotation + " ends when the call of '" + method.name
                                        + "' returns, before the method does its work",
                                "await outside the transaction: move the work of the transaction to a method without"
                                        + " await, and call it through await(blocking(...))"));
            }
        }
    }

    private static boolean goesOnLater(MethodNode method) {
        return RuntimeAbi.returnsCold(method.desc)
                || (RuntimeAbi.returnsSupportedType(method.desc)
                        && !AwaitCalls.in(method).isEmpty());
    }
}
