package example;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Rules that pass over what the weaver has made. */
class RulesTest {
    static final ArchRule FIELDS_ARE_PRIVATE = fields().that()
            .areDeclaredInClassesThat()
            .doNotHaveModifier(SYNTHETIC)
            .should()
            .bePrivate();

    static final ArchRule NAMES_OF_METHODS = methods()
            .that()
            .areNotAnnotatedWith("dev.weft.abi.Generated")
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveModifier(SYNTHETIC)
            .should()
            .haveNameMatching("[a-z]\\w*");

    static final ArchRule USES =
            classes().should().onlyDependOnClassesThat().resideInAnyPackage("example", "dev.weft..", "java..");

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("example");

    @Test
    void theRulesHold() {
        FIELDS_ARE_PRIVATE.check(all);
        NAMES_OF_METHODS.check(all);
        USES.check(all);
    }

    /** So the exceptions are needed, and hide nothing else. */
    @Test
    void withoutTheExceptionsGeneratedCodeBreaksThem() {
        breaks(fields().should().bePrivate(), "Shop$left$Frame");
        breaks(methods().should().haveNameMatching("[a-z]\\w*"), "$");
        breaks(
                classes().should().onlyDependOnClassesThat().resideInAnyPackage("example", "dev.weft", "java.."),
                "dev.weft.abi");
    }

    private void breaks(ArchRule rule, String generated) {
        var result = rule.evaluate(all);
        assertTrue(result.hasViolation(), rule::getDescription);
        var details = result.getFailureReport().getDetails();
        assertFalse(details.stream().anyMatch(line -> !line.contains(generated)), details::toString);
    }
}
