using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Tests.Plans;

namespace Actors.Domain.Tests.Entrants.Prompts;

public sealed class PromptHandleTests
{
    /// <summary>Computed by another program from the description of the format.</summary>
    [Theory]
    [InlineData(3, 2, "AwKQvNCb6Ryun_2w")]
    [InlineData(62, 15, "Pg-xsN1pLxFJPag9")]
    [InlineData(0, 0, "AAC-AmgcZR1OBunZ")]
    public void A_handle_names_its_prompt(int day, int index, string handle)
    {
        var number = new PromptNumber(day, index);
        Assert.Equal(handle, PromptHandle.Issue(PlanKeys.Rising, PlanKeys.Stay, number));
        Assert.True(PromptHandle.TryRead(PlanKeys.Rising, PlanKeys.Stay, handle, out var read));
        Assert.Equal(number, read);
    }

    [Fact]
    public void A_handle_of_another_stay_or_key_is_none()
    {
        var handle = PromptHandle.Issue(PlanKeys.Rising, PlanKeys.Stay, new PromptNumber(3, 2));
        Assert.False(PromptHandle.TryRead(PlanKeys.Rising, PlanKeys.Numbered(1), handle, out _));
        Assert.False(PromptHandle.TryRead(PlanKeys.Other, PlanKeys.Stay, handle, out _));
    }

    [Fact]
    public void No_handle_with_another_character_is_one()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ =\n+/\0字";
        var handle = PromptHandle.Issue(PlanKeys.Rising, PlanKeys.Stay, new PromptNumber(3, 2));
        for (var place = 0; place < handle.Length; place++)
        {
            foreach (var character in Alphabet.Where(character => character != handle[place]))
            {
                var forged = handle[..place] + character + handle[(place + 1)..];
                Assert.False(PromptHandle.TryRead(PlanKeys.Rising, PlanKeys.Stay, forged, out var number), forged);
                Assert.Equal(default, number);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AwKQvNCb6Ryun_2")]
    [InlineData("AwKQvNCb6Ryun_2w ")]
    [InlineData("AwKQvNCb6Ryun_2wAAAA")]
    public void Text_of_another_length_is_no_handle(string? text) =>
        Assert.False(PromptHandle.TryRead(PlanKeys.Rising, PlanKeys.Stay, text, out _));
}
