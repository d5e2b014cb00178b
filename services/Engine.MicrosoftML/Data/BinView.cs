using Microsoft.ML;
using Microsoft.ML.Data;
using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Data;

/// <summary>
/// The training rows of a task as Microsoft.ML reads them, one view for all components: features, and a label and a weight for each. It
/// reads the task's bins where they are, so it takes no memory of its own.
/// </summary>
/// <param name="positiveWeights">[component] weight of a positive row; others count 1.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class BinView(LearningTask task, double[] positiveWeights, CancellationToken cancellation) : IDataView
{
    public const string Features = "Features";

    public FeatureSlots Slots { get; } = new(task.Features.Mapper);

    public DataViewSchema Schema => field ??= Create(Slots.Count, task.Labels.Length);

    public bool CanShuffle => false;

    public static string Label(int component) => $"Label{component}";

    public static string Weight(int component) => $"Weight{component}";

    public long? GetRowCount() => task.TrainRows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, System.Random? rand = null) =>
        new BinCursor(Schema, task, Slots, positiveWeights, [.. columnsNeeded.Select(column => column.Index)], cancellation);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, System.Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Features stand first, then label and weight of each component.</summary>
    private static DataViewSchema Create(int slots, int components)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, slots));
        for (var k = 0; k < components; k++)
        {
            builder.AddColumn(Label(k), BooleanDataViewType.Instance);
            builder.AddColumn(Weight(k), NumberDataViewType.Single);
        }

        return builder.ToSchema();
    }
}
