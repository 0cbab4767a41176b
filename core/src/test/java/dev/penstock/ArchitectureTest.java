package dev.penstock;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the arrows inside core, and the rules that let it run on a simulated network. */
@Timeout(60)
final class ArchitectureTest {
    private static final JavaClasses CORE =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("dev.penstock");

    @Test
    void shouldKnowOnlyTheJdkInBuffersTimersAndMetrics() {
        check(classes()
                .that()
                .resideInAnyPackage("dev.penstock.buffer", "dev.penstock.timer", "dev.penstock.metrics")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..").or(sameConcept())));
    }

    @Test
    void shouldFrameOnWhatIsPublicAndNotBeNeededBelow() {
        check(classes()
                .that()
                .resideInAPackage("dev.penstock.frame")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.penstock", "dev.penstock.frame")));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.penstock.frame")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.penstock.frame"));
    }

    @Test
    void shouldKnowOnlyBuffersInTheQueue() {
        check(classes()
                .that()
                .resideInAPackage("dev.penstock.queue")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.penstock.buffer", "dev.penstock.queue")));
    }

    @Test
    void shouldReachJctoolsFromTheTaskQueueOnlyAndWithoutUnsafe() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.penstock.task")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jctools.."));
        check(classes()
                .that()
                .resideInAPackage("dev.penstock.task")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jctools.queues.atomic", "dev.penstock.task")));
    }

    @Test
    void shouldTakeTimeAndChannelsFromTheOptionsOnly() {
        check(noClasses().should().callMethod(System.class, "nanoTime"));
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(Selector.class, "keys"));
        check(noClasses().should().callMethod(Selector.class, "selectedKeys"));
        check(noClasses().should().callMethodWhere(callOf("socket", SocketChannel.class, ServerSocketChannel.class)));
        check(noClasses()
                .should()
                .callMethodWhere(callOf(
                        "open",
                        SocketChannel.class,
                        ServerSocketChannel.class,
                        DatagramChannel.class,
                        Selector.class)));
    }

    @Test
    void shouldHoldNothingInHashOrder() {
        for (Class<?> hashed : List.of(HashMap.class, HashSet.class, IdentityHashMap.class))
            check(noClasses().should().callConstructorWhere(callOf("<init>", hashed)));
        check(noClasses().should().callMethodWhere(callOf("of", Set.class, Map.class)));
    }

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> sameConcept() {
        return resideInAnyPackage("dev.penstock.buffer", "dev.penstock.timer", "dev.penstock.metrics");
    }

    private static DescribedPredicate<JavaCall<?>> callOf(String name, Class<?>... owners) {
        return describe(
                name + " of " + List.of(owners),
                call -> call.getName().equals(name)
                        && List.of(owners).stream()
                                .anyMatch(owner -> call.getTargetOwner().isEquivalentTo(owner)));
    }
}
