using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

/// <summary>
/// Bytes that somebody made up, under a right hash: the model can be used, or it is refused with a sentence; nothing else happens.
/// </summary>
public sealed class HostileModelTests
{
    private const int ContentAt = 52;

    private static readonly double[] Odd =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 0, 1, 0.5, 3, 255, 300, 1e300, -1e300,
        double.Epsilon, double.MaxValue,
    ];

    public static TheoryData<string> Algorithms => [.. TrainerCatalog.Own.Names];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_byte_of_a_small_model_may_be_any_other(int version)
    {
        var bytes = (version == 1 ? HostileParts.Small : HostileParts.SmallConverted).ToBytes();

        for (var at = ContentAt; at < bytes.Length; at++)
        {
            for (var value = 0; value < 256; value++)
                ReadAndUse(With(bytes, at, (byte)value));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Parts_may_be_cut_doubled_moved_and_replaced_by_odd_numbers(string algorithm)
    {
        var content = TestModels.Train(algorithm, new Synthetic(60, 1, components: 2)).ToBytes()[ContentAt..];
        var readable = 0;

        for (var seed = 0; seed < 5_000; seed++)
            readable += ReadAndUse(HandWrittenModel.Seal(Mutate(content, new Xoshiro256(seed)))) ? 1 : 0;

        readable.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Bytes_by_chance_are_refused() =>
        Properties.Hold<byte[]>(content => !ReadAndUse(content) && !ReadAndUse(HandWrittenModel.Seal(content)), tests: 1_000);

    [Fact]
    public void The_models_written_by_hand_can_be_read()
    {
        ReadAndUse(new HandWrittenModel().ToBytes()).ShouldBeTrue();
        ReadAndUse(HostileParts.Small.ToBytes()).ShouldBeTrue();
        ReadAndUse(HostileParts.SmallConverted.ToBytes()).ShouldBeTrue();
    }

    [Fact]
    public void A_lie_is_refused_by_what_it_is()
    {
        foreach (var (saying, model) in HostileParts.All)
        {
            var refused = Should.Throw<PresageException>(() => Model.FromBytes(model.ToBytes(), TrainerCatalog.Own), saying);

            refused.Code.ShouldBe("damaged-model");
            refused.Message.ShouldContain(saying);
            refused.Message.ShouldEndWith(".");
        }
    }

    [Fact]
    public void The_deepest_tree_that_is_read_can_be_predicted_and_explained()
    {
        var deep = new HandWrittenModel
        {
            Classifier = writer => HandWrittenModel.Boosted(
            writer, 0, [1, 1], HandWrittenModel.Chain(ModelLimits.Depth))
        };

        ReadAndUse(deep.ToBytes()).ShouldBeTrue();
    }

    [Fact]
    public void A_model_beyond_the_limits_is_refused_before_it_is_stored()
    {
        var model = TestModels.Train(Trainers.DecisionTree, new Synthetic(100, 1));
        var tooLong = model with { Preset = new string('x', ModelLimits.TextBytes + 1) };

        Should.Throw<PresageException>(() => tooLong.ToBytes()).Code.ShouldBe("unwritable-model");
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        var content = bytes[ContentAt..];
        content[at - ContentAt] = value;
        return HandWrittenModel.Seal(content, bytes[8]);
    }

    private static byte[] Mutate(byte[] content, Xoshiro256 random)
    {
        var bytes = content.ToList();
        for (var changes = 1 + random.NextBelow(3); changes > 0 && bytes.Count > 16; changes--)
        {
            var at = random.NextBelow(random.NextBelow(2) == 0 ? bytes.Count - 8 : Math.Min(600, bytes.Count - 8));
            var length = Math.Min(1 + random.NextBelow(40), bytes.Count - at);
            var part = bytes.GetRange(at, length);
            switch (random.NextBelow(5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, part);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(random.NextBelow(bytes.Count), part);
                    break;
                case 3:
                    Overwrite(bytes, at, BitConverter.GetBytes(Odd[random.NextBelow(Odd.Length)]));
                    break;
                default:
                    Overwrite(bytes, at, [0xFF, 0xFF, 0xFF, 0xFF, 0x07]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] part)
    {
        for (var i = 0; i < part.Length; i++)
            bytes[at + i] = part[i];
    }

    /// <returns>Whether it could be read.</returns>
    private static bool ReadAndUse(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Model model;
        try
        {
            model = Model.FromBytes(bytes, TrainerCatalog.Own);
        }
        catch (PresageException refused)
        {
            refused.Code.ShouldBe("damaged-model");
            return false;
        }
        finally
        {
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024 + 64L * bytes.Length);
        }

        Use(model);
        model.ToBytes().AsSpan().SequenceEqual(bytes).ShouldBeTrue("what was read is not what is written");
        return true;
    }

    private static void Use(Model model)
    {
        double[][] values = [.. model.Columns.Select((_, column) => Odd.Select((_, row) => Odd[(row + column) % Odd.Length]).ToArray())];
        model.Predict(values, Odd.Length).All(component => component.All(probability => probability is >= 0 and <= 1)).ShouldBeTrue();
        for (var k = 0; k < model.Components.Count; k++)
        {
            for (var row = 0; row < Odd.Length; row += 5)
                model.Explain(values, row, k).All(reason => double.IsFinite(reason.Contribution) && reason.Text.Length > 0).ShouldBeTrue();
            model.Classifier.Importance(k).All(share => share is >= 0 and <= 1).ShouldBeTrue();
        }

        if (model.Classifier is Forest or AdditiveTrees { Originals: null })
            model.WriteXgboost(Stream.Null, "");
    }
}
