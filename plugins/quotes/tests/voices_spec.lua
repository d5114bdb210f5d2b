-- voices_spec.lua - who "I", "we" and "my delegation" are: by the title, by whom the text speaks for.
--
-- None of these people exists.

-- Who says the first statement of a text under a title.
local function speaker(t, title, text)
    local doc = t:read(text, { title = title, date = "2026-05-12", language = "en" })
    local row = doc:layer("statement")[1]
    return row and row.speaker[1] and row.speaker[1].name or nil
end

-- title → who "I" is
local TITLES = {
    { "Statement by H.E. Mr. Karim Osman, President of the Republic of Ghana, at the General Debate", "Karim Osman" },
    { "Inaugural Address by His Excellency Dr. Runa Kebnar-Oster, President of Malawi", "Runa Kebnar-Oster" },
    { "Remarks by Foreign Minister Anna Keller at the joint press conference with Hugo Brand", "Anna Keller" },
    { "Statement by the Minister for Foreign Affairs of Norway, Mr. Hugo Brand, to the Council", "Hugo Brand" },
    { "Address of the Prime Minister of Norway, Anna Keller, to the Assembly", "Anna Keller" },
    { "Keynote speech by Anna Keller, Minister of Trade", "Anna Keller" },
    { "Prime Minister Anna Keller's opening remarks in Lima", "Anna Keller" },
    { "Letter from Prime Minister Hugo Brand to the President of Peru", "Hugo Brand" },
    { "Statement by the Ministry of Trade on the port", nil },
    { "Norway condemns statement by rebels", nil },
    { "The speech of the year: Anna Keller in Lima", nil },
}

case("who speaks by the title")(function(t)
    for _, row in ipairs(TITLES) do t:equal(speaker(t, row[1], "I condemn the attack on the port."), row[2], row[1]) end
end)

-- text → for whom it is spoken
local SPEECHES = {
    { "My delegation condemns the attack. The delegation of Norway will vote in favour.", "Norway" },
    { "I should like, on behalf of the Government and people of Norway, to thank Peru for its help.", "Norway" },
    { "We condemn the attack. On behalf of Norway, I wish to thank Peru. My country, Norway, will help.", "Norway" },
    { "My delegation condemns the attack.", nil },
    { "Norway met Peru. We condemn the attack, Keller said in the harbour.", nil },
}

case("for which country a speech is held")(function(t)
    for _, row in ipairs(SPEECHES) do t:equal(speaker(t, nil, row[1]), row[2], row[1]) end
end)

case("metadata say for which country a delegation speaks")(function(t)
    local doc = t:read("My delegation condemns the attack.", { country = "NO", date = "2026-05-12", language = "en" })
    local row = doc:layer("statement")[1]
    t:equal(row and row.speaker[1] and row.speaker[1].name, "Norway")
end)

case("a line of a wrapped sentence that begins with a name is no heading")(function(t)
    local text = "I should also like to commend the role of your predecessor,\nMr. Samir Brand, representative of the sisterly Kingdom of Norway,\nwhose work is known. I condemn the attack."
    local doc = t:read(text, { country = "PE", date = "2026-05-12", language = "en" })
    for _, row in ipairs(doc:layer("statement")) do t:equal(row.speaker[1] and row.speaker[1].name == "Samir Brand" or false, false) end
    doc = t:read("Thanks to the\ninitiatives launched by President Samir Brand, today we\nhave a port. I condemn the attack on it.", { country = "PE", date = "2026-05-12", language = "en" })
    for _, row in ipairs(doc:layer("statement")) do t:equal(row.speaker[1] and row.speaker[1].name == "Samir Brand" or false, false) end
end)

case("a speech that is filed under the state that followed the one it names")(function(t)
    local function of(text)
        local row = t:read(text, { country = "RU", date = "1980-09-12", language = "en" }):layer("statement")[1]
        return row and row.speaker[1] and row.speaker[1].name
    end
    t:equal(of("My delegation condemns the attack. The Soviet Union has ships."), "Soviet Union")
    t:equal(of("My delegation condemns the attack. Russia, unlike the Soviet Union, has ships."), "Russia")
end)

-- letter → who "I" is
local LETTERS = {
    { "Excellency,\n\nI condemn the attack on the port.\n\nPlease accept the assurances of my highest consideration.\n\nAnna Keller\nPrime Minister of Norway\n\nH.E. Mr Hugo Brand\nPrime Minister of Peru", "Anna Keller" },
    { "Dear colleague,\n\nI condemn the attack on the port.\n\nYours sincerely,\n\nAnna Keller", "Anna Keller" },
    { "I condemn the attack on the port. She gave assurances of her help.\n\nMr Hugo Brand\nPrime Minister of Norway", nil },
    { "Anna Keller, Prime Minister of Norway, has sent the following message to Hugo Brand:\n\nI condemn the attack on the port.", "Anna Keller" },
}

case("who signs a letter")(function(t)
    for _, row in ipairs(LETTERS) do
        local doc = t:read(row[1], { date = "2026-05-12", language = "en" })
        local found
        for _, statement in ipairs(doc:layer "statement") do
            if statement.text:find "I condemn" then found = statement.speaker[1] and statement.speaker[1].name end
        end
        t:equal(found, row[2], row[1])
    end
end)

-- Rows that a rule has made before it met the flood stay.
case("a flood of verbs of saying costs its own sentence alone")(function(t)
    local doc = t:read("Norway said that the port is open.\n\n" .. ('He said "no" and '):rep(400), { language = "en" })
    local rows = doc:layer("statement")
    t:equal(#rows, 1, "statements")
    t:equal(rows[1].speaker[1].name, "Norway", "who said so")
end)

-- whose words a country's name stands in → the country that speaks, nil where one of its people or things does
local BESIDE = {
    { "Peruvian officials said the port was open.", "Peru" },
    { "The government of Peru said the port was open.", "Peru" },
    { "Peru's two central bank governors said the port was open.", "Peru" },
    { "Peru said the port was open.", "Peru" },
    { "A Peruvian group said the port was open.", nil },
    { "Peru's biggest gang said the port was open.", nil },
    { "The Peruvian striker said the port was open.", nil },
    { "Farmers in Peru said the port was open.", nil },
    { "A quarter of Peruvians said the port was open.", nil },
    { "Peruvian banking sources said the port was open.", nil },
}

case("who beside a country's name speaks for it")(function(t)
    for _, row in ipairs(BESIDE) do t:equal(speaker(t, nil, row[1]), row[2], row[1]) end
end)
