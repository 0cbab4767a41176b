import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the core's tests but for those on the simulated network, until the first that fails. */
class UnitTests {
    public static void main(String[] args) {
        var tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(Path.of("target/test-classes").toAbsolutePath())))
                .filters(excludeClassNamePatterns("dev\\.penstock\\.sim\\..*"))
                .build();
        LauncherFactory.create().execute(tests, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() != TestExecutionResult.Status.FAILED) return;
                String name = test.getUniqueId().replaceAll(".*\\[class:(?:\\w+\\.)*(\\w+)\\]", "$1");
                System.out.println("FAILED " + name.replaceAll("/\\[[a-z-]+:(\\w+)\\(.*", ".$1"));
                System.out.println(result.getThrowable().orElse(null));
                Runtime.getRuntime().halt(1);
            }
        });
        Runtime.getRuntime().halt(0);
    }
}
