package dev.weft.net;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The rooms of the network. All may use the faces of the API; arrows between the rooms point down. */
@AnalyzeClasses(packages = "dev.weft.net", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String NET = "dev.weft.net";

    @ArchTest
    static final ArchRule LOOPS_ARE_BELOW_ALL = mayUse("loop");

    @ArchTest
    static final ArchRule STREAMS_KNOW_NO_TRANSPORT = mayUse("duplex");

    @ArchTest
    static final ArchRule SERVERS_KNOW_NO_SOCKETS = mayUse("serve");

    @ArchTest
    static final ArchRule NAMES_KNOW_NO_SOCKETS = mayUse("name");

    @ArchTest
    static final ArchRule PIPES = mayUse("memory", "duplex");

    @ArchTest
    static final ArchRule SOCKETS = mayUse("nio", "duplex", "serve", "name", "loop");

    @ArchTest
    static final ArchRule GROUPS = mayUse("group", "nio", "serve");

    @ArchTest
    static final ArchRule TLS = mayUse("tls", "duplex", "loop");

    @ArchTest
    static final ArchRule PROCESSES = mayUse("process", "duplex", "memory", "loop");

    @ArchTest
    static final ArchRule FILES = mayUse("file", "duplex", "loop");

    @ArchTest
    static final ArchRule SIGNALS = mayUse("signal", "loop");

    /** A frame that is written by hand is a thing for one room. */
    @ArchTest
    static final ArchRule FRAMES_ARE_WRITTEN_BY_HAND_IN_ONE_ROOM = classes()
            .that()
            .areAssignableTo(dev.weft.abi.Frame.class)
            .and()
            .haveSimpleNameNotEndingWith("$Frame")
            .and()
            .haveSimpleNameNotEndingWith("Frame")
            .should()
            .resideInAPackage(NET + ".internal.duplex");

    @ArchTest
    static final ArchRule THE_IMPLEMENTATION_OF_THE_RUNTIME_IS_OUT_OF_REACH = noClasses()
            .that()
            .resideInAPackage(NET + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.weft.internal..");

    private static ArchRule mayUse(String room, String... below) {
        String[] packages =
                Arrays.stream(below).map(name -> NET + ".internal." + name).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(NET + ".internal." + room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                NET,
                                NET + ".internal." + room,
                                "dev.weft",
                                "dev.weft.abi..",
                                "dev.weft.ports",
                                "dev.weft.sync",
                                "java..",
                                "javax.net..",
                                "org.jspecify..")
                        .or(resideInAnyPackage(packages)));
    }
}
