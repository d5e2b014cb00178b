using Presage.Engine.Binary;
using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>
/// A model as bytes, in an <see cref="Envelope"/>. The content, in order; a list is its length and its elements, "n" is a variable-length
/// integer, texts are length and UTF-8:
/// <code>
/// text preset; int64 horizon; list of text components
/// list of columns: text name, source, description, unit; byte has-categories; if so a list of text;
///                  list of float64 upper bounds of the bins; as many float64 representatives
/// classifier:      text algorithm, then as in <see cref="ClassifierFormat"/>
/// calibrators:     one a component: byte 0 none | 1 platt, float64 slope, intercept
///                  | 2 isotonic, list of float64 probabilities, as many float64 frequencies
/// thresholds:      one float64 a component
/// baseline:        one a column: float64 usual, missing; list of float64 edges; one more float64 shares
/// </code>
/// </summary>
internal static class ModelFormat
{
    /// <summary>Larger content is refused before anything is read.</summary>
    private const int MostBytes = 1 << 30;

    private static readonly Envelope Format = new("PRSGMODL", 1);

    public static byte[] Write(Model model)
    {
        var writer = new ByteWriter();
        writer.Text(model.Preset);
        writer.Int64(model.Horizon);
        writer.Count(model.Components.Count);
        foreach (var component in model.Components)
            writer.Text(component);
        var mapper = ClassifierFormat.Mapper(model.Classifier);
        if (mapper.Columns.Count != model.Columns.Count || model.Classifier.Components != model.Components.Count)
            throw new InvalidOperationException("The classifier has other columns or components than its model.");
        ColumnFormat.Write(writer, model.Columns, mapper);
        ClassifierFormat.Write(writer, model.Classifier);
        foreach (var calibrator in model.Calibrators)
            CalibratorFormat.Write(writer, calibrator);
        writer.Raw<double>(model.Thresholds);
        foreach (var baseline in model.Baseline)
            ColumnFormat.Write(writer, baseline);
        return Format.Seal(writer.Written);
    }

    public static Model Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (bytes.Length > MostBytes)
                throw new DamageException("it is larger than a model can be");
            var reader = new ByteReader(Format.Open(bytes));
            return Read(ref reader);
        }
        catch (DamageException damage)
        {
            throw new PresageException(
                "damaged-model",
                $"The stored model cannot be read: {damage.Message}.",
                "Train it again, or restore it from a backup; a model of a newer version needs a newer program.",
                damage);
        }
    }

    private static Model Read(ref ByteReader reader)
    {
        var preset = reader.Text();
        var horizon = reader.Int64();
        var components = new string[reader.Count(1)];
        for (var k = 0; k < components.Length; k++)
            components[k] = reader.Text();
        var mapper = ColumnFormat.Read(ref reader);
        var classifier = ClassifierFormat.Read(ref reader, mapper, components.Length);
        var calibrators = new Calibrator[components.Length];
        for (var k = 0; k < calibrators.Length; k++)
            calibrators[k] = CalibratorFormat.Read(ref reader);
        var thresholds = reader.Raw<double>(components.Length);
        var baseline = new ColumnBaseline[mapper.Columns.Count];
        for (var c = 0; c < baseline.Length; c++)
            baseline[c] = ColumnFormat.ReadBaseline(ref reader);
        if (!reader.IsAtEnd)
            throw new DamageException("something follows its end");
        return new Model(preset, horizon, components, mapper.Columns, classifier, calibrators, thresholds, baseline);
    }
}
