using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>
/// Names and types of the columns. A matrix cannot have names that XGBoost refuses, and characters that JSON must escape would not be read
/// as they are; where there is such a name all are left out, and XGBoost goes by the order of the columns.
/// </summary>
internal static class XgboostFeatures
{
    private static readonly SearchValues<char> Refused = SearchValues.Create("[]<\\\"");

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<FeatureColumn> columns)
    {
        writer.WriteStartArray("feature_names");
        if (columns.All(column => IsName(column.Name)))
        {
            foreach (var column in columns)
                writer.WriteStringValue(column.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("feature_types");
        foreach (var column in columns)
            writer.WriteStringValue(column.IsCategorical ? "c" : "float");
        writer.WriteEndArray();
    }

    private static bool IsName(string name) =>
        name.AsSpan().IndexOfAny(Refused) < 0 && JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name) == name;
}
