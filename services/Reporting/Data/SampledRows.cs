using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Reporting.Statistics;

namespace Presage.Reporting.Data;

/// <summary>Feature rows of some machines, and what they show.</summary>
public sealed class SampledRows(int columns, int components)
{
    private const int MostDistributions = 9;
    private const int MostCorrelated = 14;
    private const int FewestPositives = 5;

    private readonly List<double>[] _values = [.. Enumerable.Range(0, columns).Select(_ => new List<double>())];
    private readonly List<sbyte>[] _labels = [.. Enumerable.Range(0, components).Select(_ => new List<sbyte>())];
    private int _machines;

    public void Add(FeatureRows rows)
    {
        _machines += rows.Count > 0 ? 1 : 0;
        for (var column = 0; column < columns; column++)
            _values[column].AddRange(rows.Values[column]);
        for (var component = 0; component < components; component++)
            _labels[component].AddRange(rows.Labels[component]);
    }

    public FeatureData Summarize(
        IFeaturePreset preset, IReadOnlyList<string> names, Model? model, int machines, DateTime from, DateTime to, TimeSpan horizon)
    {
        var rows = Enumerable.Range(0, _labels.Length == 0 ? 0 : _labels[0].Count).ToList();
        int[] healthy = [.. rows.Where(row => _labels.All(labels => labels[row] == 0))];
        int[][] failing = [.. _labels.Select(labels => rows.Where(row => labels[row] == 1).ToArray())];
        var ranked = Rank(preset, model, healthy, failing);
        return new FeatureData(
            preset.Name, Math.Min(machines, _machines), from, to, horizon, rows.Count, healthy.Length,
            [.. names.Select((name, i) => new NamedCount(name, failing[i].Length))],
            [
                .. ranked
                    .Where(feature => failing[feature.Component].Length >= FewestPositives && healthy.Length > 0)
                    .Take(MostDistributions)
                    .Select(feature => Distribution(
                        preset.Columns[feature.Column], names[feature.Component], feature, healthy, failing[feature.Component])),
            ],
            rows.Count < 3 ? null : Correlate(preset, [.. ranked.Take(MostCorrelated).Select(feature => feature.Column)]));
    }

    /// <summary>
    /// Numeric columns, each with the component it says most about: by the model's importance, else by how well it tells the groups apart.
    /// </summary>
    private List<RankedFeature> Rank(IFeaturePreset preset, Model? model, int[] healthy, int[][] failing)
    {
        var numeric = preset.Columns.Index().Where(column => !column.Item.IsCategorical).Select(column => column.Index);
        if (model is null)
            return
            [
                .. numeric
                    .Select(column => BestSeparation(column, healthy, failing))
                    .OrderByDescending(feature => Math.Abs(feature.Separation - 0.5)),
            ];

        var shares = model.Components.Select((_, component) => model.Classifier.Importance(component)).ToArray();
        var position = model.Columns.Index().ToDictionary(column => column.Item.Name, column => column.Index);
        return
        [
            .. numeric.Where(column => position.ContainsKey(preset.Columns[column].Name)).Select(column =>
            {
                double[] importance = [.. shares.Select(share => share[position[preset.Columns[column].Name]])];
                var component = Array.IndexOf(importance, importance.Max());
                return new RankedFeature(column, component, importance.Average(), Separation(column, healthy, failing[component]));
            }).OrderByDescending(feature => feature.Importance),
        ];
    }

    private RankedFeature BestSeparation(int column, int[] healthy, int[][] failing) => failing
        .Select((rows, component) => new RankedFeature(column, component, null, Separation(column, healthy, rows)))
        .MaxBy(feature => Math.Abs(feature.Separation - 0.5));

    private double Separation(int column, int[] healthy, int[] failing) =>
        RankSum.Separation(Values(column, healthy), Values(column, failing));

    private FeatureDistribution Distribution(FeatureColumn column, string component, RankedFeature feature, int[] healthy, int[] failing)
    {
        var (calm, before) = (Values(feature.Column, healthy), Values(feature.Column, failing));
        var bins = Bins.For([calm, before], 36);
        var missing = 1 - ((double)(calm.Length + before.Length) / (healthy.Length + failing.Length));
        return new FeatureDistribution(
            column, component, feature.Importance, feature.Separation, missing, bins, bins.CountOf(calm), bins.CountOf(before));
    }

    private double[] Values(int column, int[] rows) => [.. rows.Select(row => _values[column][row]).Where(value => !double.IsNaN(value))];

    private Correlations Correlate(IFeaturePreset preset, int[] chosen) => new(
        [.. chosen.Select(column => preset.Columns[column])],
        [.. chosen.Select(row => chosen.Select(column => Pearson.Of(_values[row], _values[column])).ToArray())]);

    private readonly record struct RankedFeature(int Column, int Component, double? Importance, double Separation);
}
