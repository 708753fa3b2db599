package io.tallyhouse.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tallyhouse.terminal.Terminal;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sentences of CONTRIBUTING about where a thing goes. */
class ArchitectureTest {
    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tallyhouse");
    }

    @Test
    void rulesSeeTheHouse() {
        assertThat(house.size()).isGreaterThan(150);
        for (String room : Set.of(
                "terminal",
                "catalogue",
                "mining",
                "conformance",
                "statistics",
                "sources",
                "lake",
                "stages",
                "quality",
                "publish",
                "orchestration",
                "sample",
                "app")) {
            assertThat(house.stream().filter(c -> c.getPackageName().startsWith("io.tallyhouse." + room)))
                    .as(room)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void onlyTheLakeKnowsDelta() {
        onlyKnows("io.tallyhouse.lake..", "io.delta..").check(house);
        onlyKnows("io.tallyhouse.lake..", "org.apache.spark.sql.delta..").check(house);
    }

    @Test
    void onlyQualityKnowsDeequ() {
        onlyKnows("io.tallyhouse.quality..", "com.amazon.deequ..").check(house);
    }

    @Test
    void onlyItsPublisherKnowsSnowflake() {
        onlyKnows("io.tallyhouse.publish.snowflake..", "net.snowflake..").check(house);
    }

    @Test
    void plainModulesDoNotKnowSpark() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.tallyhouse.terminal..",
                        "io.tallyhouse.mining..",
                        "io.tallyhouse.conformance..",
                        "io.tallyhouse.statistics..",
                        "io.tallyhouse.sources..",
                        "io.tallyhouse.catalogue..",
                        "io.tallyhouse.sample..",
                        "io.tallyhouse.orchestration..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.spark..")
                .check(house);
    }

    @Test
    void theSampleOrganisationKnowsNothingOfTheHouse() {
        knowsOnlyItself("sample").check(house);
    }

    @Test
    void algorithmsKnowNothingOfTheHouse() {
        knowsOnlyItself("mining").check(house);
        knowsOnlyItself("statistics").check(house);
        knowsOnlyItself("terminal").check(house);
    }

    @Test
    void dataWalksOneWay() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tallyhouse.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tallyhouse.app..")
                .check(house);
        classes()
                .that()
                .resideInAPackage("io.tallyhouse.lake..")
                .should()
                .onlyDependOnClassesThat(outsideTheHouseOrIn("io.tallyhouse.lake", "io.tallyhouse.catalogue"))
                .check(house);
        noClasses()
                .that()
                .resideInAPackage("io.tallyhouse.stages..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tallyhouse.quality..", "io.tallyhouse.publish..")
                .check(house);
    }

    @Test
    void nobodyAsksTheClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Terminal.class.getName())
                .should()
                .callMethodWhere(asksTheClock())
                .check(house);
    }

    private static ArchRule onlyKnows(String room, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static ArchRule knowsOnlyItself(String module) {
        return classes()
                .that()
                .resideInAPackage("io.tallyhouse." + module + "..")
                .should()
                .onlyDependOnClassesThat(outsideTheHouseOrIn("io.tallyhouse." + module));
    }

    private static DescribedPredicate<JavaClass> outsideTheHouseOrIn(String... packages) {
        return DescribedPredicate.describe("are outside the house or in " + String.join(", ", packages), c -> {
            String name = c.getPackageName();
            for (String allowed : packages) {
                if (name.equals(allowed) || name.startsWith(allowed + ".")) {
                    return true;
                }
            }
            return !name.startsWith("io.tallyhouse");
        });
    }

    /** Any {@code now} of java.time, a system clock, the milliseconds of the day, a date made of nothing. */
    private static DescribedPredicate<JavaMethodCall> asksTheClock() {
        return DescribedPredicate.describe("asks the machine's clock", call -> {
            String owner = call.getTargetOwner().getFullName();
            String method = call.getName();
            return owner.startsWith("java.time.")
                            && (method.equals("now") || owner.equals("java.time.Clock") && method.startsWith("system"))
                    || owner.equals("java.lang.System") && method.equals("currentTimeMillis");
        });
    }
}
