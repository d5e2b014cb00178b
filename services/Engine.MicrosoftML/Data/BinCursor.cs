using Microsoft.ML;
using Microsoft.ML.Data;
using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Data;

/// <summary>Walks over the rows of a <see cref="BinView"/>.</summary>
/// <param name="active">Numbers of the columns that are read.</param>
internal sealed class BinCursor(
    DataViewSchema schema, LearningTask task, FeatureSlots slots, double[] positiveWeights, HashSet<int> active,
    CancellationToken cancellation) : DataViewRowCursor
{
    private const int RowsBetweenChecks = 4_096;

    private int _at = -1;

    public override long Position => _at;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override bool MoveNext()
    {
        if (_at % RowsBetweenChecks == 0)
            cancellation.ThrowIfCancellationRequested();
        return ++_at < task.TrainRows.Length;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_at, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)GetterOf(column.Index);

    private Delegate GetterOf(int column)
    {
        if (column == 0)
            return (ValueGetter<VBuffer<float>>)ReadFeatures;
        var component = (column - 1) / 2;
        var (labels, positive) = (task.Labels[component], (float)positiveWeights[component]);
        return column % 2 == 1 ? (ValueGetter<bool>)ReadLabel : (ValueGetter<float>)ReadWeight;

        void ReadLabel(ref bool label) => label = labels[task.TrainRows[_at]] > 0;

        void ReadWeight(ref float weight) => weight = labels[task.TrainRows[_at]] > 0 ? positive : 1;
    }

    private void ReadFeatures(ref VBuffer<float> features)
    {
        var editor = VBufferEditor.Create(ref features, slots.Count);
        slots.Fill(task.Features, task.TrainRows[_at], editor.Values);
        features = editor.Commit();
    }
}
