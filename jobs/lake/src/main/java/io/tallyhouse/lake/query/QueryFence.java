package io.tallyhouse.lake.query;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.catalogue.model.TableModel.Trigger;
import io.tallyhouse.catalogue.yaml.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Lets a query read its declared inputs and nothing else. Kinds of plan nodes are allowed one by one, because a list of forbidden ones
 * leaks; functions that reach outside, tell the time or roll dice are refused, because a figure must come out the same tomorrow.
 */
public final class QueryFence {
    /** The one-row view with the column {@code as_of}. */
    public static final String RUN = "run";

    private static final Set<String> NODES = Set.of(
            "Project",
            "Filter",
            "Aggregate",
            "Join",
            "LateralJoin",
            "SubqueryAlias",
            "UnresolvedSubqueryColumnAliases",
            "UnresolvedWith",
            "UnresolvedRelation",
            "Sort",
            "GlobalLimit",
            "LocalLimit",
            "Offset",
            "Union",
            "Distinct",
            "Intersect",
            "Except",
            "Window",
            "WithWindowDefinition",
            "OneRowRelation",
            "UnresolvedInlineTable",
            "UnresolvedHaving",
            "UnresolvedHint",
            "Generate",
            "Pivot",
            "Unpivot",
            "UnresolvedTableValuedFunction",
            "UnresolvedTVFAliases");
    private static final Set<String> TABLE_FUNCTIONS = Set.of(
            "range", "explode", "explode_outer", "posexplode", "posexplode_outer", "inline", "inline_outer", "stack");
    private static final Set<String> REFUSED_FUNCTIONS = Set.of(
            "reflect",
            "java_method",
            "try_reflect",
            "input_file_name",
            "input_file_block_start",
            "input_file_block_length",
            "current_timestamp",
            "now",
            "current_date",
            "curdate",
            "localtimestamp",
            "current_user",
            "user",
            "session_user",
            "rand",
            "random",
            "randn",
            "uuid",
            "shuffle",
            "monotonically_increasing_id",
            "spark_partition_id",
            "current_catalog",
            "current_database",
            "current_schema",
            "version",
            "assert_true",
            "raise_error");
    private static final Set<String> REFUSED_WORDS =
            Set.of("current_timestamp", "current_date", "localtimestamp", "current_user", "session_user");

    private final ModelFolder folder;
    private final TableModel model;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> used = new LinkedHashSet<>();

    private QueryFence(ModelFolder folder) {
        this.folder = folder;
        this.model = folder.model();
    }

    /**
     * Checks queries.
     *
     * @throws InvalidQueryException with every problem of every query; Java engines are passed over
     */
    public static void check(List<ModelFolder> models) {
        List<String> problems = new ArrayList<>();
        models.stream().filter(m -> m.model().isSql()).forEach(m -> problems.addAll(problems(m)));
        if (!problems.isEmpty()) {
            throw new InvalidQueryException(problems);
        }
    }

    private static List<String> problems(ModelFolder model) {
        QueryFence fence = new QueryFence(model);
        try {
            fence.visit(CatalystSqlParser$.MODULE$.parsePlan(model.sql()), Set.of());
            fence.checkAllUsed();
        } catch (Exception e) {
            if (!(e instanceof ParseException parse)) {
                throw e;
            }
            int line = (Integer) parse.line().getOrElse(() -> 1);
            fence.problem(
                    line,
                    "Cannot parse the query: "
                            + String.valueOf(parse.getMessage()).strip());
        }
        return fence.problems;
    }

    private void visit(LogicalPlan plan, Set<String> ctes) {
        String kind = plan.getClass().getSimpleName();
        if (!NODES.contains(kind) || !plan.getClass().getName().startsWith("org.apache.spark.sql.catalyst.")) {
            problem(plan, "Refused: " + kind + " is not part of what a model's query may use");
            return;
        }
        if (plan instanceof UnresolvedWith with) {
            visitWith(with, ctes);
            return;
        }
        if (plan instanceof UnresolvedRelation relation) {
            checkRelation(relation, ctes);
        } else if (plan instanceof UnresolvedTableValuedFunction function) {
            String name = String.join(".", list(function.name())).toLowerCase(Locale.ROOT);
            if (!TABLE_FUNCTIONS.contains(name)) {
                problem(plan, "Refused: table function " + name + "; allowed: " + sorted(TABLE_FUNCTIONS));
            }
        }
        list(plan.expressions()).forEach(e -> visit(e, ctes));
        list(plan.children()).forEach(c -> visit(c, ctes));
    }

    private void visitWith(UnresolvedWith with, Set<String> ctes) {
        Set<String> scope = new HashSet<>(ctes);
        for (Tuple2<String, SubqueryAlias> cte : list(with.cteRelations())) {
            visit(cte._2(), Set.copyOf(scope));
            scope.add(cte._1().toLowerCase(Locale.ROOT));
        }
        visit(with.child(), scope);
    }

    private void visit(Expression expression, Set<String> ctes) {
        if (expression instanceof UnresolvedFunction function) {
            checkFunction(function, list(function.nameParts()));
        } else if (expression instanceof UnresolvedGenerator generator) {
            checkFunction(generator, List.of(generator.name().funcName()));
        } else if (expression instanceof UnresolvedAttribute attribute) {
            List<String> parts = list(attribute.nameParts());
            if (parts.size() == 1 && REFUSED_WORDS.contains(parts.get(0).toLowerCase(Locale.ROOT))) {
                problem(attribute, refused(parts.get(0)));
            }
        } else if (expression.getClass().getSimpleName().equals("ExpressionWithUnresolvedIdentifier")) {
            problem(expression, "Refused: identifier() hides a name");
        }
        if (expression instanceof SubqueryExpression subquery) {
            visit((LogicalPlan) subquery.plan(), ctes);
        }
        list(expression.children()).forEach(c -> visit(c, ctes));
    }

    private void checkFunction(Expression at, List<String> name) {
        String last = name.get(name.size() - 1).toLowerCase(Locale.ROOT);
        if (name.size() > 1 || REFUSED_FUNCTIONS.contains(last)) {
            problem(at, refused(String.join(".", name)));
        }
    }

    private static String refused(String function) {
        return "Refused: function " + function
                + " reaches outside the query or gives another value each time; the time of the run is " + RUN
                + ".as_of";
    }

    private void checkRelation(UnresolvedRelation relation, Set<String> ctes) {
        List<String> parts = list(relation.multipartIdentifier());
        String name = parts.get(0).toLowerCase(Locale.ROOT);
        if (parts.size() > 1) {
            problem(relation, "Refused: " + String.join(".", parts) + "; tables have one-part names");
        } else if (ctes.contains(name)) {
            return;
        } else if (name.equals(RUN)) {
            if (!model.triggers().contains(Trigger.AS_OF)) {
                problem(relation, "Undeclared use of " + RUN + ".as_of: set triggers: [tables, as_of] in " + yaml());
            }
        } else if (model.inputs().containsKey(name) || model.references().contains(name)) {
            used.add(name);
        } else {
            Set<String> valid = new HashSet<>(model.inputs().keySet());
            valid.addAll(model.references());
            valid.addAll(ctes);
            String near = NearestName.of(name, valid)
                    .map(n -> " (or did you mean " + n + "?)")
                    .orElse("");
            problem(
                    relation,
                    "Undeclared input " + parts.get(0) + ": add inputs." + parts.get(0) + " to " + yaml() + near);
        }
    }

    private void checkAllUsed() {
        for (String input : model.inputs().keySet()) {
            if (!used.contains(input)) {
                problem(1, "Declared but not read: take inputs." + input + " out of " + yaml());
            }
        }
        for (String reference : model.references()) {
            if (!used.contains(reference)) {
                problem(1, "Declared but not read: take " + reference + " out of references in " + yaml());
            }
        }
    }

    private String yaml() {
        return folder.folder().resolve("model.yaml").toString();
    }

    private void problem(TreeNode<?> node, String message) {
        problem((Integer) node.origin().line().getOrElse(() -> 1), message);
    }

    private void problem(int line, String message) {
        problems.add(folder.folder().resolve("query.sql") + ":" + line + ": " + message);
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private static <T> List<T> list(Seq<T> seq) {
        return JavaConverters.seqAsJavaList(seq);
    }
}
