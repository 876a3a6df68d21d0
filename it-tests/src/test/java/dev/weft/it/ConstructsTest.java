package dev.weft.it;

import dev.weft.it.harness.Form;
import dev.weft.it.harness.Suite;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every construct, as the Maven plugin wove it, against its blocking twin. */
class ConstructsTest {
    @TestFactory
    Stream<DynamicNode> cold() {
        return new Suite().tests(Form.cold());
    }
}
