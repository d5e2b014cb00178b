using System.Security.Cryptography;
using System.Text;
using Presage.Engine.Binary;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

/// <summary>
/// The bytes of a model, part by part, so that each part can be a lie under a right hash. As it is it can be read: two columns, a number
/// and a category, one component and one tree.
/// </summary>
internal sealed record HandWrittenModel
{
    public byte Version { get; init; } = 1;

    public string Preset { get; init; } = "default";

    public long Horizon { get; init; } = 1;

    public string[] Components { get; init; } = ["pump"];

    public Action<ByteWriter> Columns { get; init; } = writer =>
    {
        writer.Count(2);
        Column(writer, "heat", null, [1, double.PositiveInfinity], [0, 2]);
        Column(writer, "maker", ["a", "b"], [0, 1], [0, 1]);
    };

    public string Algorithm { get; init; } = Trainers.GradientBoosting;

    public Action<ByteWriter> Classifier { get; init; } = writer => Boosted(writer, 0, [1, 1], Stump(1, 0, 0));

    public Action<ByteWriter> Calibrators { get; init; } = writer => writer.Byte(0);

    public double[] Thresholds { get; init; } = [0.5];

    public Action<ByteWriter> Baselines { get; init; } = writer =>
    {
        Baseline(writer, 1, 0, [1], [0.5, 0.5]);
        Baseline(writer, double.NaN, 1, [], [0]);
    };

    public byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Text(Preset);
        writer.Int64(Horizon);
        writer.Count(Components.Length);
        foreach (var component in Components)
            writer.Text(component);
        Columns(writer);
        writer.Text(Algorithm);
        Classifier(writer);
        Calibrators(writer);
        writer.Raw<double>(Thresholds);
        Baselines(writer);
        return Seal(writer.Written, Version);
    }

    public static byte[] Seal(ReadOnlySpan<byte> content, byte version = 1) =>
        [
            .. Encoding.ASCII.GetBytes("PRSGMODL"), version, 0, 0, 0, .. BitConverter.GetBytes((long)content.Length),
            .. SHA256.HashData(content),
            .. content,
        ];

    public static void Column(ByteWriter writer, string name, string[]? categories, double[] upper, double[] representatives)
    {
        writer.Text(name);
        for (var text = 0; text < 3; text++)
            writer.Text("");
        writer.Byte(categories is null ? (byte)0 : (byte)1);
        if (categories is not null)
        {
            writer.Count(categories.Length);
            foreach (var category in categories)
                writer.Text(category);
        }

        writer.Doubles(upper);
        writer.Raw<double>(representatives);
    }

    public static void Boosted(ByteWriter writer, double start, double[] gains, params byte[][] trees)
    {
        writer.Double(start);
        writer.Raw<double>(gains);
        writer.Count(trees.Length);
        foreach (var tree in trees)
            writer.Raw<byte>(tree);
    }

    public static byte[] Stump(byte kind, int column, byte threshold, float left = -1, float right = 1, int cover = 1) =>
        Nodes(3, writer =>
        {
            writer.Byte(kind);
            writer.Count(column);
            writer.Byte(threshold);
            Leaf(writer, cover, left);
            Leaf(writer, 1, right);
        });

    /// <summary>Every question leads to a leaf on its left and to the next question on its right.</summary>
    public static byte[] Chain(int depth) => Nodes(2 * depth + 1, writer =>
    {
        for (var question = 0; question < depth; question++)
        {
            writer.Raw<byte>([1, 0, 0]);
            Leaf(writer, 1, question);
        }

        Leaf(writer, 1, depth);
    });

    public static byte[] Nodes(int count, Action<ByteWriter> write)
    {
        var writer = new ByteWriter();
        writer.Count(count);
        write(writer);
        return writer.Written.ToArray();
    }

    public static void Leaf(ByteWriter writer, int cover, float value)
    {
        writer.Byte(0);
        writer.Count(cover);
        writer.Single(value);
    }

    public static void Baseline(ByteWriter writer, double usual, double missing, double[] edges, double[] shares)
    {
        writer.Double(usual);
        writer.Double(missing);
        writer.Doubles(edges);
        writer.Raw<double>(shares);
    }
}
