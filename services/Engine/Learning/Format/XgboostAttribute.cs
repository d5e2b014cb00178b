using System.Buffers;
using System.Text;
using System.Text.Json;
using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>
/// What XGBoost has no place for, as JSON in the text of one attribute: how to calibrate its predictions, from which probability on to
/// raise an alarm, what the columns and components are, and the hash of the bytes it was made from.
/// </summary>
internal static class XgboostAttribute
{
    public const string Name = "presage";

    public static string Of(Model model, string sha256)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, XgboostFormat.Options);
        writer.WriteStartObject();
        writer.WriteString("sha256", sha256);
        writer.WriteString("algorithm", model.Classifier.Algorithm);
        writer.WriteString("preset", model.Preset);
        writer.WriteNumber("horizonHours", (double)model.Horizon / UnixTime.Hour);
        writer.WriteStartArray("components");
        foreach (var (k, component) in model.Components.Index())
        {
            writer.WriteStartObject();
            writer.WriteString("name", component);
            writer.WriteNumber("threshold", model.Thresholds[k]);
            WriteCalibration(writer, model.Calibrators[k]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("columns");
        foreach (var column in model.Columns)
            WriteColumn(writer, column);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void WriteCalibration(Utf8JsonWriter writer, Calibrator calibrator)
    {
        writer.WriteStartObject("calibration");
        switch (calibrator)
        {
            case PlattCalibrator platt:
                writer.WriteString("method", Calibrator.Platt);
                writer.WriteNumber("slope", platt.Slope);
                writer.WriteNumber("intercept", platt.Intercept);
                break;
            case IsotonicCalibrator isotonic:
                writer.WriteString("method", Calibrator.Isotonic);
                WriteNumbers(writer, "probabilities", isotonic.Probabilities);
                WriteNumbers(writer, "frequencies", isotonic.Frequencies);
                break;
            default:
                writer.WriteString("method", Calibrator.None);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter writer, FeatureColumn column)
    {
        writer.WriteStartObject();
        writer.WriteString("name", column.Name);
        writer.WriteString("unit", column.Unit);
        if (column.Categories is { } categories)
        {
            writer.WriteStartArray("categories");
            foreach (var category in categories)
                writer.WriteStringValue(category);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, double[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
