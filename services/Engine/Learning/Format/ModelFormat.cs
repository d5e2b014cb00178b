using Presage.Engine.Binary;
using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>
/// A model as bytes, in an <see cref="Envelope"/>, as docs/integrate/model-format.md describes them. What is read is trusted in nothing: it
/// is a model that can be used, or it is refused; and it is written again as the very same bytes, unless an older version wrote it
/// differently.
/// </summary>
internal static class ModelFormat
{
    private static readonly Envelope Format = new("PRSGMODL", ClassifierFormat.Newest);

    public static byte[] Write(Model model)
    {
        var writer = new ByteWriter();
        writer.Text(model.Preset);
        writer.Int64(UnixTime.ToMilliseconds(model.Horizon));
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
            BaselineFormat.Write(writer, baseline);
        var bytes = Format.Seal(writer.Written, ClassifierFormat.VersionOf(model.Classifier));
        Check(bytes);
        return bytes;
    }

    public static Model Read(ReadOnlySpan<byte> bytes, TrainerCatalog trainers)
    {
        try
        {
            return Open(bytes, trainers);
        }
        catch (DamageException damage)
        {
            throw Damaged(damage);
        }
    }

    public static ModelHeader ReadHeader(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = Open(bytes, out _);
            return ReadHeader(ref reader).Header;
        }
        catch (DamageException damage)
        {
            throw Damaged(damage);
        }
    }

    private static PresageException Damaged(DamageException damage) => new(
        ErrorKind.Damaged, "damaged-model",
        $"The stored model cannot be read: {damage.Message}.",
        "Train it again, or restore it from a backup; a model of a newer version needs a newer program.",
        damage);

    /// <summary>A model that could not be read again must not be stored.</summary>
    private static void Check(byte[] bytes)
    {
        try
        {
            Open(bytes, TrainerCatalog.Own);
        }
        catch (DamageException damage)
        {
            throw new PresageException(
                ErrorKind.TooLarge, "unwritable-model",
                $"The model cannot be stored: {damage.Message}.",
                "Train one with fewer trees, leaves or columns.",
                damage);
        }
    }

    private static Model Open(ReadOnlySpan<byte> bytes, TrainerCatalog trainers)
    {
        var reader = Open(bytes, out var version);
        return Read(ref reader, version, trainers);
    }

    private static ByteReader Open(ReadOnlySpan<byte> bytes, out uint version)
    {
        if (bytes.Length > ModelLimits.Bytes)
            throw new DamageException($"it has {bytes.Length} bytes, and there can be {ModelLimits.Bytes} at most");

        return new ByteReader(Format.Open(bytes, out version));
    }

    private static (ModelHeader Header, BinMapper Mapper) ReadHeader(ref ByteReader reader)
    {
        var preset = reader.Text(ModelLimits.TextBytes);
        var horizon = reader.Int64();
        if (preset.Length == 0 || horizon is <= 0 or > ModelLimits.Horizon)
            throw new DamageException("it has no preset or no horizon");
        var components = ModelLimits.Names(ref reader, ModelLimits.Components, "components");
        if (components.Length == 0)
            throw new DamageException("it has no components");
        var mapper = ColumnFormat.Read(ref reader);
        return (new ModelHeader(preset, UnixTime.FromMilliseconds(horizon), components, mapper.Columns), mapper);
    }

    private static Model Read(ref ByteReader reader, uint version, TrainerCatalog trainers)
    {
        var (header, mapper) = ReadHeader(ref reader);
        var components = header.Components;
        var classifier = ClassifierFormat.Read(ref reader, version, mapper, components.Count, trainers);
        var calibrators = new Calibrator[components.Count];
        for (var k = 0; k < calibrators.Length; k++)
            calibrators[k] = CalibratorFormat.Read(ref reader);
        var thresholds = reader.Raw<double>(components.Count);
        if (!Array.TrueForAll(thresholds, threshold => double.IsFinite(threshold) && threshold >= 0))
            throw new DamageException("a threshold is not a probability");
        var baseline = new ColumnBaseline[mapper.Columns.Count];
        for (var c = 0; c < baseline.Length; c++)
            baseline[c] = BaselineFormat.Read(ref reader);
        if (!reader.IsAtEnd)
            throw new DamageException("something follows its end");
        return new Model(header.Preset, header.Horizon, components, header.Columns, classifier, calibrators, thresholds, baseline);
    }
}
