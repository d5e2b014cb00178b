using System.Diagnostics;
using Presage.Engine.Learning;
using Presage.Hosting;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>Fits, predicts and explains on a dumped matrix, and says how long it took and how good it was.</summary>
/// <param name="folder">See <see cref="DumpedMatrix"/>.</param>
internal sealed class Comparison(string folder, int threads)
{
    /// <summary>Rows that cut points are taken from, at most.</summary>
    private const int SampleRows = 200_000;

    private const int RowsAtATime = 250;

    public ComparisonLine Run(Contender contender)
    {
        var (train, test) = DumpedMatrix.Open(folder, contender.EveryRow);
        int[] rows = [.. Enumerable.Range(0, train.Rows)];

        PeakMemory.Reset();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var mapper = BinMapper.Fit(train.Columns, train.Sample((train.Rows + SampleRows - 1) / SampleRows, threads), threads: threads);
        var matrix = new BinnedMatrix(mapper, train.Rows);
        train.ForEach(threads, matrix.Fill);
        var binSeconds = clock.Elapsed.TotalSeconds;

        clock.Restart();
        var fit = InstalledTrainers.Catalog.Create(contender.Algorithm)
            .Fit(new LearningTask(matrix, train.Labels, rows, []), contender.Parameters, seed: 1, threads, CancellationToken.None);
        var fitSeconds = clock.Elapsed.TotalSeconds;
        var cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var peak = PeakMemory.MiB();

        var values = test.Sample(every: 1, threads);
        var model = Models.Of(fit.Classifier, mapper.Columns);
        model.Predict(values, test.Rows, threads);
        clock.Restart();
        var probabilities = model.Predict(values, test.Rows, threads);
        var predictSeconds = clock.Elapsed.TotalSeconds;

        var score = ReferenceScore.Of(probabilities, test.Labels);
        return new ComparisonLine(
            "presage", contender.Name, rows.Length, train.Columns.Count,
            Round(binSeconds + fitSeconds), Round(cpuSeconds), Round(binSeconds), Round(predictSeconds),
            Math.Round(ExplainRate(fit.Classifier, values, Math.Min(test.Rows, contender.RowsToExplain))),
            Math.Round(peak, 1), Round(score.Precision), Round(score.Recall), Round(score.F1));
    }

    private double ExplainRate(IClassifier classifier, double[][] values, int count)
    {
        var clock = Stopwatch.StartNew();
        var parts = Enumerable.Range(0, count).Chunk(RowsAtATime).ToArray();
        Parallel.ForEach(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => Array.ConvertAll(values, _ => new double[RowsAtATime]),
            (rows, _, contributions) =>
            {
                for (var k = 0; k < classifier.Components; k++)
                    classifier.Contributions(values, rows, k, contributions);
                return contributions;
            },
            _ => { });
        return count / clock.Elapsed.TotalSeconds;
    }

    private static double Round(double value) => Math.Round(value, 4);
}
