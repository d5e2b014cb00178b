using Presage.Engine;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class MonotoneTests
{
    private const int Vibration = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Scores_only_move_the_way_a_constraint_allows_whatever_else_a_row_has(int direction)
    {
        // The second component rises with the size of the vibration: without a constraint, its score falls and rises again.
        var data = new Synthetic(2_000, 3);
        (string, double)[] parameters = [("rounds", 40), ("leaves", 15), ("learning-rate", 0.3), ("column-share", 1)];

        var free = Falls(data, Synthetic.Fit(Trainers.GradientBoosting, data.Task(), parameters: parameters), direction);
        var bound = Falls(
            data, Synthetic.Fit(
                Trainers.GradientBoosting, data.Task(), parameters: [.. parameters, ("monotone.vibration", direction)]), direction);

        free.ShouldBeGreaterThan(100);
        bound.ShouldBe(0);
    }

    [Fact]
    public void What_is_monotone_by_itself_is_learned_as_well_under_the_constraint()
    {
        var (train, test) = (new Synthetic(4_000, 1), new Synthetic(4_000, 2));

        var fit = Synthetic.Fit(
            Trainers.GradientBoosting, train.Task(),
            parameters: [("rounds", 60), ("leaves", 15), ("monotone.volt", 1), ("monotone.errors", 1)]);

        Synthetic.Auc(test.Predict(fit.Classifier)[0], test.Labels[0]).ShouldBeGreaterThan(0.86);
    }

    [Theory]
    [InlineData("monotone.model")]
    [InlineData("monotone.weather")]
    [InlineData("monotone.")]
    public void Only_a_column_of_numbers_that_there_is_can_be_constrained(string name) =>
        Should.Throw<PresageException>(() => Synthetic.Fit(Trainers.GradientBoosting, new Synthetic(50, 1).Task(), parameters: [(name, 1)]))
            .Code.ShouldBe("unknown-parameter");

    /// <summary>How often a score moves against the direction when one value of a row is made to grow.</summary>
    private static int Falls(Synthetic data, Fit fit, int direction)
    {
        var grid = Enumerable.Range(0, 41).Select(i => -4 + 0.2 * i).ToArray();
        var falls = 0;
        for (var row = 0; row < 100; row++)
        {
            double[][] values = [.. data.Values.Select((column, c) => c == Vibration ? grid : [.. grid.Select(_ => column[row])])];
            var probabilities = Synthetic.NewProbabilities(fit.Classifier.Components, grid.Length);
            fit.Classifier.Predict(values, 0, grid.Length, probabilities);
            falls += probabilities[1].Zip(probabilities[1].Skip(1), (a, b) => direction * (b - a) < 0).Count(isFall => isFall);
        }

        return falls;
    }
}
