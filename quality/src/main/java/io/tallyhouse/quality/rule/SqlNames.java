package io.tallyhouse.quality.rule;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.collection.JavaConverters;

/** The tables and columns that SQL names, found by Catalyst's parser without a session. */
final class SqlNames {
    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> columns = new LinkedHashSet<>();

    private SqlNames() {}

    /** @throws org.apache.spark.sql.catalyst.parser.ParseException when the text is no expression (checked, not declared by Scala) */
    static Set<String> columnsOf(String expression) {
        SqlNames names = new SqlNames();
        names.expression(CatalystSqlParser$.MODULE$.parseExpression(expression), Set.of());
        return names.columns;
    }

    /** @throws org.apache.spark.sql.catalyst.parser.ParseException when the text is no query (checked, not declared by Scala) */
    static Set<String> tablesOf(String query) {
        SqlNames names = new SqlNames();
        // as a subquery, so that nothing but a query parses
        names.plan(CatalystSqlParser$.MODULE$.parsePlan("SELECT 1 FROM (" + query + "\n)"), Set.of());
        return names.tables;
    }

    private void plan(LogicalPlan plan, Set<String> inScope) {
        if (plan instanceof UnresolvedRelation relation) {
            String name = String.join(".", JavaConverters.seqAsJavaList(relation.multipartIdentifier()));
            if (!inScope.contains(name)) {
                tables.add(name);
            }
        }
        Set<String> known = inScope;
        if (plan instanceof UnresolvedWith with) {
            known = new LinkedHashSet<>(inScope);
            for (var cte : JavaConverters.seqAsJavaList(with.cteRelations())) {
                plan(cte._2(), known);
                known.add(cte._1());
            }
        }
        for (Expression expression : JavaConverters.seqAsJavaList(plan.expressions())) {
            expression(expression, known);
        }
        for (LogicalPlan child : JavaConverters.seqAsJavaList(plan.children())) {
            plan(child, known);
        }
    }

    private void expression(Expression expression, Set<String> inScope) {
        if (expression instanceof UnresolvedAttribute attribute) {
            columns.add(String.join(".", JavaConverters.seqAsJavaList(attribute.nameParts())));
        }
        if (expression instanceof SubqueryExpression subquery) {
            plan((LogicalPlan) subquery.plan(), inScope);
        }
        for (Expression child : JavaConverters.seqAsJavaList(expression.children())) {
            expression(child, inScope);
        }
    }
}
