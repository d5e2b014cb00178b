using System.Globalization;
using System.Text.Json;

namespace Presage.Engine.Learning;

/// <summary>Writes a tree as XGBoost keeps it: one array a property, one element a node.</summary>
internal static class XgboostTreeWriter
{
    private const int LongestNumber = 32;

    public static void Write(Utf8JsonWriter writer, int id, XgboostMember member, BinMapper mapper)
    {
        var tree = member.Tree;
        var nodes = new XgboostTree(tree, mapper).Nodes;
        writer.WriteStartObject();
        WriteSingles(writer, "base_weights", nodes, Value);
        WriteCategories(writer, nodes);
        WriteIntegers(writer, "default_left", nodes, node => node.Split is { MissingLeft: true } ? 1 : 0);
        writer.WriteNumber("id", id);
        WriteIntegers(writer, "left_children", nodes, node => node.Left);
        WriteSingles(writer, "loss_changes", nodes, node => node.Split is { } split ? (float)member.Gains[split.Column] : 0);
        WriteIntegers(writer, "parents", nodes, node => node.Parent);
        WriteIntegers(writer, "right_children", nodes, node => node.Right);
        WriteSingles(writer, "split_conditions", nodes, node => node.Split is { } split ? split.Condition : Value(node));
        WriteIntegers(writer, "split_indices", nodes, node => node.Split?.Column ?? 0);
        WriteIntegers(writer, "split_type", nodes, node => node.Split?.Categories is null ? 0 : 1);
        WriteSingles(writer, "sum_hessian", nodes, node => tree.Covers[node.Source]);
        writer.WriteStartObject("tree_param");
        writer.WriteString("num_deleted", "0");
        writer.WriteString("num_feature", mapper.Columns.Count.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("num_nodes", nodes.Length.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("size_leaf_vector", "0");
        writer.WriteEndObject();
        writer.WriteEndObject();

        float Value(XgboostNode node) => member.Scale(tree.Value(node.Source, member.Output));
    }

    private static void WriteCategories(Utf8JsonWriter writer, XgboostNode[] nodes)
    {
        var lists = nodes.Index().Where(node => node.Item.Split?.Categories is not null)
            .Select(node => (node.Index, Categories: node.Item.Split!.Categories!)).ToList();
        var start = 0;
        WriteIntegers(writer, "categories", lists.SelectMany(list => list.Categories), category => category);
        WriteIntegers(writer, "categories_nodes", lists, list => list.Index);
        WriteIntegers(writer, "categories_segments", lists, list => (start += list.Categories.Length) - list.Categories.Length);
        WriteIntegers(writer, "categories_sizes", lists, list => list.Categories.Length);
    }

    private static void WriteIntegers<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Func<T, int> value)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            writer.WriteNumberValue(value(item));
        writer.WriteEndArray();
    }

    private static void WriteSingles(Utf8JsonWriter writer, string name, XgboostNode[] nodes, Func<XgboostNode, float> value)
    {
        writer.WriteStartArray(name);
        foreach (var node in nodes)
            WriteSingle(writer, value(node));
        writer.WriteEndArray();
    }

    /// <summary>The fewest digits that read back to the same float32; XGBoost wants a point or an exponent in it.</summary>
    private static void WriteSingle(Utf8JsonWriter writer, float value)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        Math.Clamp(value, float.MinValue, float.MaxValue).TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        if (digits[..length].IndexOfAny("."u8[0], "E"u8[0]) < 0)
        {
            ".0"u8.CopyTo(digits[length..]);
            length += 2;
        }

        writer.WriteRawValue(digits[..length], skipInputValidation: true);
    }
}
