using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class Xoshiro256Tests
{
    [Fact]
    public void It_gives_the_numbers_of_the_authors_code()
    {
        var random = new Xoshiro256(1, 2, 3, 4);

        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        numbers.ShouldBe([11520UL, 0UL, 1509978240UL, 1215971899390074240UL, 1216172134540287360UL]);
    }

    [Fact]
    public void Streams_of_one_seed_differ_and_the_same_stream_repeats()
    {
        new Xoshiro256(7, 1).Next().ShouldBe(new Xoshiro256(7, 1).Next());
        new Xoshiro256(7, 1).Next().ShouldNotBe(new Xoshiro256(7, 2).Next());
        new Xoshiro256(7, 1).Next().ShouldNotBe(new Xoshiro256(8, 1).Next());
    }

    [Fact]
    public void A_sample_is_ascending_without_repetition_and_takes_every_row_about_equally_often()
    {
        var random = new Xoshiro256(3);
        var taken = new int[10];

        for (var i = 0; i < 10_000; i++)
        {
            var sample = random.Sample(10, 4);
            sample.ShouldBe(sample.Distinct().Order());
            foreach (var row in sample)
                taken[row]++;
        }

        taken.ShouldAllBe(t => t > 3_800 && t < 4_200);
    }
}
