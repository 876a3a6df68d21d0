package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * WEFT019: a test, or a method around tests, that returns a coroutine or a future. Test frameworks pass such methods
 * over, or call them and drop what they return: the build is green, and nothing was tested.
 */
final class TestNeverRuns implements Rule {

    /** JUnit marks its own with {@code @Testable}, and others that run on its platform do so, too. */
    static final List<String> TESTS = List.of(
            "org.junit.platform.commons.annotation.Testable",
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.api.TestFactory",
            "org.junit.jupiter.api.TestTemplate",
            "org.junit.jupiter.params.ParameterizedTest",
            "org.junit.jupiter.api.BeforeAll",
            "org.junit.jupiter.api.BeforeEach",
            "org.junit.jupiter.api.AfterEach",
            "org.junit.jupiter.api.AfterAll",
            "org.junit.Test",
            "org.junit.BeforeClass",
            "org.junit.Before",
            "org.junit.After",
            "org.junit.AfterClass",
            "org.testng.annotations.Test",
            "org.testng.annotations.BeforeSuite",
            "org.testng.annotations.BeforeTest",
            "org.testng.annotations.BeforeClass",
            "org.testng.annotations.BeforeMethod",
            "org.testng.annotations.AfterMethod",
            "org.testng.annotations.AfterClass",
            "org.testng.annotations.AfterTest",
            "org.testng.annotations.AfterSuite",
            "net.jqwik.api.Property",
            "net.jqwik.api.Example",
            "io.cucumber.java.StepDefinitionAnnotation",
            "io.cucumber.java.BeforeAll",
            "io.cucumber.java.Before",
            "io.cucumber.java.BeforeStep",
            "io.cucumber.java.AfterStep",
            "io.cucumber.java.After",
            "io.cucumber.java.AfterAll");

    private final MethodMeaning test;

    TestNeverRuns(ClassHierarchy hierarchy) {
        test = new MethodMeaning(hierarchy, TESTS);
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            if (RuntimeAbi.returnsSupportedType(method.desc)) {
                test.of(method)
                        .ifPresent(annotation -> reporter.at(
                                method,
                                FindingCode.WEFT019,
                                annotation + " method '" + method.name + "' returns a "
                                        + simpleName(Type.getReturnType(method.desc))
                                        + ", which no test framework runs to its end",
                                "let it return void: annotate it with @Entry in place of @Async, or hand its body to"
                                        + " Weft.run(...)"));
            }
        }
    }

    private static String simpleName(Type type) {
        return type.getInternalName().substring(type.getInternalName().lastIndexOf('/') + 1);
    }
}
