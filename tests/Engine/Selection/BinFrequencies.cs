using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Selection;

/// <summary>
/// A small but real trainer: component c fails as often as it did in the rows with the same bin of column c. Remembers what it was asked.
/// </summary>
internal sealed class BinFrequencies : ITrainer
{
    public List<(LearningTask Task, IReadOnlyDictionary<string, double> Parameters)> Asked { get; } = [];

    public string Algorithm => "bin-frequencies";

    /// <summary>Inverted = 1 takes the most failing bins for the healthiest.</summary>
    public IReadOnlyDictionary<string, double> Defaults { get; } = new Dictionary<string, double> { ["inverted"] = 0, ["rounds"] = 1 };

    public void Check(IReadOnlyDictionary<string, double> parameters, ParameterScope? scope)
    {
    }

    public Fit Fit(
        LearningTask task, IReadOnlyDictionary<string, double> parameters, long seed, int threads, CancellationToken cancellation)
    {
        Asked.Add((task, parameters));
        var isInverted = parameters.GetValueOrDefault("inverted") == 1;
        double[][] table =
        [
            .. task.Labels.Select((labels, component) =>
            {
                var (positives, rows) = (new double[256], new double[256]);
                foreach (var row in task.TrainRows)
                {
                    var bin = task.Features.Column(component)[row];
                    positives[bin] += labels[row];
                    rows[bin]++;
                }

                return positives.Zip(rows, (p, n) => (p + 0.1) / (n + 1)).Select(p => isInverted ? 1 - p : p).ToArray();
            }),
        ];
        return new Fit(new Table(table), new Dictionary<string, double> { ["rounds.0"] = 7 });
    }

    private sealed class Table(double[][] frequencies) : IClassifier
    {
        public string Algorithm => "bin-frequencies";

        public int Components => frequencies.Length;

        public void Predict(double[][] values, int start, int count, double[][] probabilities) =>
            throw new NotSupportedException("The table knows bins only.");

        public void Predict(BinnedMatrix features, ReadOnlySpan<int> rows, double[][] probabilities)
        {
            for (var component = 0; component < frequencies.Length; component++)
            {
                for (var i = 0; i < rows.Length; i++)
                    probabilities[component][i] = frequencies[component][features.Column(component)[rows[i]]];
            }
        }

        public double Contributions(double[][] values, ReadOnlySpan<int> rows, int component, double[][] contributions) =>
            throw new NotSupportedException("The table explains nothing.");

        public double[] Importance(int component) => [.. frequencies.Select((_, column) => column == component ? 1.0 : 0.0)];
    }
}
