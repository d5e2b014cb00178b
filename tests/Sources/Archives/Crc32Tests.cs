using System.Text;
using Presage.Sources.Archives;

namespace Presage.Tests.Sources.Archives;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xcbf43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414fa339u)]
    public void The_checksum_is_that_of_the_standard_in_whatever_parts_it_is_taken(string text, uint checksum)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var sum = default(Crc32);
            sum.Add(bytes.AsSpan(0, cut));
            sum.Add(bytes.AsSpan(cut));

            sum.Value.ShouldBe(checksum);
        }
    }
}
