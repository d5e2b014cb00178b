using Presage.Engine.Binary;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

/// <summary>Models with one part that is a lie, and a word of what they are refused with.</summary>
internal static class HostileParts
{
    private static readonly double Infinity = double.PositiveInfinity;

    /// <summary>Questions of every kind, and a calibration of every kind.</summary>
    public static HandWrittenModel Small => new()
    {
        Components = ["a", "b", "c"],
        Classifier = writer =>
        {
            HandWrittenModel.Boosted(writer, 0, [1, 1], HandWrittenModel.Stump(1, 0, 0), HandWrittenModel.Stump(2, 0, 0));
            HandWrittenModel.Boosted(writer, 0, [1, 1], HandWrittenModel.Nodes(3, Category));
            HandWrittenModel.Boosted(writer, 0, [1, 1]);
        },
        Calibrators = (writer => writer.Byte(0)) + Platt(1, 0) + Isotonic([0.1, 0.9], [0.2, 0.8]),
        Thresholds = [0.1, 0.2, 0.3],
    };

    /// <summary>Trees of another library's, converted.</summary>
    public static HandWrittenModel SmallConverted => new()
    {
        Version = 2,
        Algorithm = "oracle",
        Components = ["a", "b"],
        Classifier = Converted(0, writer =>
        {
            HandWrittenModel.Boosted(writer, 0.5, [1, 1], HandWrittenModel.Stump(1, 0, 0), HandWrittenModel.Stump(2, 0, 0));
            HandWrittenModel.Boosted(writer, 0.5, [1, 1]);
            writer.Count(3);
            writer.Raw<byte>([7, 8, 9]);
            writer.Count(0);
        }),
        Calibrators = (writer => writer.Byte(0)) + (Action<ByteWriter>)(writer => writer.Byte(0)),
        Thresholds = [0.1, 0.2],
    };

    public static IEnumerable<(string Saying, HandWrittenModel Model)> All =>
    [
        ("no preset", new() { Preset = "" }),
        ("bytes in a text", new() { Preset = new string('x', 5_000) }),
        ("no horizon", new() { Horizon = 0 }),
        ("no horizon", new() { Horizon = long.MaxValue }),
        ("no components", new() { Components = [] }),
        ("components has no name", new() { Components = [" "] }),
        ("components have the same name", new() { Components = ["a", "a"] }),
        ("components", new() { Components = [.. Enumerable.Range(0, 1_025).Select(k => $"{k}")] }),
        ("threshold", new() { Thresholds = [double.NaN] }),
        ("threshold", new() { Thresholds = [Infinity] }),
        ("threshold", new() { Thresholds = [-0.5] }),
        ("ends too early", new() { Thresholds = [] }),
        ("algorithm is unknown", new() { Algorithm = "oracle" }),
        ("not another library's", new() { Version = 2 }),
        ("not another library's", SmallConverted with { Algorithm = Trainers.LogisticRegression }),
        ("not another library's", SmallConverted with { Algorithm = " " }),
        ("nothing that is known", SmallConverted with { Classifier = Converted(2, _ => { }) }),
        ("not finite or too large",
            SmallConverted with { Classifier = Converted(1, writer => HandWrittenModel.Boosted(writer, Infinity, [1, 1])) }),
        ("ends too early", SmallConverted with { Classifier = Converted(1, Originals(100_000)) }),
        .. Columns.Select(part => (part.Saying, new HandWrittenModel { Columns = part.Write })),
        .. Classifiers.Select(part => (part.Saying, new HandWrittenModel { Classifier = part.Write })),
        ("no trees", new() { Algorithm = Trainers.RandomForest, Classifier = Forest() }),
        ("no probability", new() { Algorithm = Trainers.RandomForest, Classifier = Forest(HandWrittenModel.Stump(1, 0, 0, 0, 1.5f)) }),
        ("not finite or too large", new() { Algorithm = Trainers.LogisticRegression, Classifier = Logistic(1e300) }),
        ("ends too early", new() { Algorithm = Trainers.LogisticRegression }),
        .. Calibrators.Select(part => (part.Saying, new HandWrittenModel { Calibrators = part.Write })),
        .. Baselines.Select(part => (part.Saying, new HandWrittenModel { Baselines = part.Write })),
        ("something follows", new() { Baselines = new HandWrittenModel().Baselines + (writer => writer.Byte(0)) }),
    ];

    private static IEnumerable<(string Saying, Action<ByteWriter> Write)> Columns =>
    [
        ("no columns", writer => writer.Count(0)),
        ("65536 columns", writer => writer.Count(65_536)),
        ("ends too early", writer => writer.Count(60_000)),
        ("longer than it need be", writer => writer.Raw<byte>([0x82, 0x00])),
        ("number is too large", writer => writer.Raw<byte>([0xFF, 0xFF, 0xFF, 0xFF, 0x0F])),
        ("columns have the same name", writer => { writer.Count(2); Heat(writer, [Infinity]); Heat(writer, [Infinity]); }),
        ("of column 1", writer => Only(writer, 1)),
        ("of column 1", writer => Only(writer, 2, 1, Infinity)),
        ("of column 1", writer => Only(writer, 1, 1, Infinity)),
        ("of column 1", writer => Only(writer, double.NaN, Infinity)),
        ("of column 1", writer => Only(writer, 1, double.NaN, Infinity)),
        ("of column 1", writer => Only(writer)),
        ("bins in a column", writer => Only(writer, [.. Enumerable.Range(0, 255).Select(bin => (double)bin), Infinity])),
        ("of column 1", writer => One(writer, null, [Infinity], [Infinity])),
        ("of column 1", writer => One(writer, ["a", "b"], [0, 2], [0, 1])),
        ("of column 1", writer => One(writer, ["a"], [0, 1], [0, 1])),
        ("categories have the same name", writer => One(writer, ["a", "a"], [0, 1], [0, 1])),
        ("not UTF-8", writer => { writer.Count(1); writer.Raw<byte>([2, 0xC3, 0x28]); writer.Raw<byte>(new byte[60]); }),
        ("no known kind", writer => { writer.Count(1); writer.Raw<byte>([1, 65, 0, 0, 0, 2]); writer.Raw<byte>(new byte[60]); }),
    ];

    private static IEnumerable<(string Saying, Action<ByteWriter> Write)> Classifiers =>
    [
        ("not finite or too large", writer => HandWrittenModel.Boosted(writer, Infinity, [1, 1])),
        ("not finite or too large", writer => HandWrittenModel.Boosted(writer, 0, [double.NaN, 1])),
        ("weight is negative", writer => HandWrittenModel.Boosted(writer, 0, [-1, 1])),
        ("and there can be 262144", TreeCount(ModelLimits.Trees + 1)),
        ("ends too early", TreeCount(ModelLimits.Trees)),
        ("value of a tree is not finite", Tree(HandWrittenModel.Stump(1, 0, 0, float.NaN))),
        ("something there is not", Tree(HandWrittenModel.Stump(1, 2, 0))),
        ("something there is not", Tree(HandWrittenModel.Stump(1, 1, 0))),
        ("something there is not", Tree(HandWrittenModel.Stump(3, 0, 0))),
        ("something there is not", Tree(HandWrittenModel.Stump(4, 0, 0))),
        ("beyond the bins", Tree(HandWrittenModel.Stump(1, 0, 2))),
        ("no row reached", Tree(HandWrittenModel.Stump(1, 0, 0, cover: 0))),
        ("do not add up", Tree(HandWrittenModel.Stump(1, 0, 0, cover: int.MaxValue))),
        ("even number", Tree([2, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])),
        ("even number", Tree([0])),
        ("no parent", Tree(HandWrittenModel.Nodes(3, Leaves(3)))),
        ("do not add up", Tree(HandWrittenModel.Nodes(1, writer => { writer.Raw<byte>([1, 0, 0]); writer.Raw<byte>(new byte[9]); }))),
        ("questions in a row", Tree(HandWrittenModel.Chain(ModelLimits.Depth + 1))),
        ("nodes in a tree", Tree(HandWrittenModel.Nodes(ModelLimits.Nodes + 2, _ => { }))),
        ("ends too early", Tree(HandWrittenModel.Nodes(ModelLimits.Nodes, _ => { }))),
    ];

    private static IEnumerable<(string Saying, Action<ByteWriter> Write)> Calibrators =>
    [
        ("no known kind", writer => writer.Byte(3)),
        ("rising line", Platt(-1, 0)),
        ("not finite or too large", Platt(double.NaN, 0)),
        ("not finite or too large", Platt(1, Infinity)),
        ("not ascending", Isotonic([0.5, 0.4], [0.1, 0.2])),
        ("not ascending", Isotonic([0.4, 0.5], [0.2, 0.1])),
        ("not ascending", Isotonic([0.4, double.NaN], [0.1, 0.2])),
        ("not ascending", Isotonic([0.4], [1.5])),
        ("not ascending", Isotonic([], [])),
    ];

    private static IEnumerable<(string Saying, Action<ByteWriter> Write)> Baselines =>
    [
        ("not a distribution", Baseline(Infinity, 0, [1], [0.5, 0.5])),
        ("not a distribution", Baseline(0, 2, [1], [0.5, 0.5])),
        ("not a distribution", Baseline(0, double.NaN, [1], [0.5, 0.5])),
        ("not a distribution", Baseline(0, 0, [double.NaN], [0.5, 0.5])),
        ("not a distribution", Baseline(0, 0, [2, 1], [0, 0.5, 0.5])),
        ("not a distribution", Baseline(0, 0, [1], [-0.5, 0.5])),
        ("edges in a baseline", Baseline(0, 0, new double[256], new double[257])),
    ];

    private static Action<ByteWriter> Originals(int bytes) => writer =>
    {
        HandWrittenModel.Boosted(writer, 0, [1, 1]);
        HandWrittenModel.Boosted(writer, 0, [1, 1]);
        writer.Count(bytes);
    };

    private static Action<ByteWriter> Converted(byte score, Action<ByteWriter> write) => (writer => writer.Byte(score)) + write;

    private static void Heat(ByteWriter writer, double[] upper) =>
        HandWrittenModel.Column(writer, "heat", null, upper, new double[upper.Length]);

    private static void Only(ByteWriter writer, params double[] upper)
    {
        writer.Count(1);
        Heat(writer, upper);
        writer.Raw<byte>(new byte[60]);
    }

    private static void One(ByteWriter writer, string[]? categories, double[] upper, double[] representatives)
    {
        writer.Count(1);
        HandWrittenModel.Column(writer, "maker", categories, upper, representatives);
        writer.Raw<byte>(new byte[60]);
    }

    private static Action<ByteWriter> TreeCount(int trees) => writer =>
    {
        writer.Raw<double>([0, 1, 1]);
        writer.Count(trees);
    };

    private static void Category(ByteWriter writer)
    {
        writer.Raw<byte>([3, 1]);
        writer.Raw<ulong>([1, 0, 0, 1UL << 63]);
        Leaves(2)(writer);
    }

    private static Action<ByteWriter> Tree(byte[] tree) => writer => HandWrittenModel.Boosted(writer, 0, [1, 1], tree);

    private static Action<ByteWriter> Leaves(int count) => writer =>
    {
        for (var leaf = 0; leaf < count; leaf++)
            HandWrittenModel.Leaf(writer, 1, 0);
    };

    private static Action<ByteWriter> Forest(params byte[][] trees) => writer =>
    {
        writer.Raw<double>([1, 1]);
        writer.Count(trees.Length);
        foreach (var tree in trees)
            writer.Raw<byte>(tree);
    };

    private static Action<ByteWriter> Logistic(double value) => writer =>
    {
        writer.Raw<double>([0, 1, 1]);
        writer.Raw<double>([.. Enumerable.Repeat(value, 512)]);
    };

    private static Action<ByteWriter> Platt(double slope, double intercept) => writer =>
    {
        writer.Byte(1);
        writer.Double(slope);
        writer.Double(intercept);
    };

    private static Action<ByteWriter> Isotonic(double[] probabilities, double[] frequencies) => writer =>
    {
        writer.Byte(2);
        writer.Doubles(probabilities);
        writer.Raw<double>(frequencies);
    };

    private static Action<ByteWriter> Baseline(double usual, double missing, double[] edges, double[] shares) => writer =>
    {
        HandWrittenModel.Baseline(writer, 1, 0, [1], [0.5, 0.5]);
        HandWrittenModel.Baseline(writer, usual, missing, edges, shares);
    };
}
