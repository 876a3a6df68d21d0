import com.offbynull.coroutines.instrumenter.InstrumentationSettings;
import com.offbynull.coroutines.instrumenter.Instrumenter;
import com.offbynull.coroutines.instrumenter.PluginHelper;
import com.offbynull.coroutines.instrumenter.generators.DebugGenerators.MarkerType;
import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * Instruments classes for offbynull's coroutines, as its Maven plugin does: that one takes all classes of a module, and its ASM
 * cannot read ours. Arguments: the folder of the classes, the jar of its runtime.
 */
final class InstrumentOffbynull {
    private InstrumentOffbynull() {}

    public static void main(String[] arguments) throws IOException {
        var classes = new File(arguments[0]);
        var classPath = List.of(classes, new File(arguments[1]));
        var settings = new InstrumentationSettings(MarkerType.NONE, false, true);
        PluginHelper.instrument(new Instrumenter(classPath), settings, classes, classes, line -> {});
    }
}
