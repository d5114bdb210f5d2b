-- names_spec.lua - names as presses of all the world write them: whole, in each of the places where a name stands, and again by its short form.
--
-- None of these people exists.

-- name, short form, country
local NAMES = {
    { "Turki bin Nasser Al Dossary", "Al Dossary", "Saudi Arabia" },
    { "Salim bin Hamood al Harthy", "al Harthy", "Oman" },
    { "Badr bin Saud Al Maamari", "Al Maamari", "Oman" },
    { "Mohammed bin Butti Al Marri", "Al Marri", "United Arab Emirates" },
    { "Qasim al-Aboudi", "al-Aboudi", "Iraq" },
    { "Lahcen Aït Brahim", "Aït Brahim", "Morocco" },
    { "Noureddine Aït Hammouda", "Aït Hammouda", "Algeria" },
    { "Abdisaid Muse Ali", "Ali", "Somalia" },
    { "Riyad Abu Amr", "Abu Amr", "Palestine" },
    { "Mohammad Javad Salehi-Amiri", "Salehi-Amiri", "Iran" },
    { "Çağatay Kılıçdar", "Kılıçdar", "Türkiye" },
    { "Elmar Hüseyn oglu Rzayev", "Rzayev", "Azerbaijan" },
    { "G'ayrat Fozilov", "Fozilov", "Uzbekistan" },
    { "Kęstutis Budrėnas", "Budrėnas", "Lithuania" },
    { "Lars Løkke Rasmusgaard", "Rasmusgaard", "Denmark" },
    { "Mette Kjær Hølund", "Hølund", "Denmark" },
    { "Þorgerður Katrín Gunnlaugsdóttir", "Þorgerður Katrín", "Iceland" },
    { "Guðlaugur Þór Sveinsson", "Sveinsson", "Iceland" },
    { "Pekka Yli-Haavisto", "Yli-Haavisto", "Finland" },
    { "Høgni á Høgabø", "Høgabø", "Faroe Islands" },
    { "Szijjas Péter", "Szijjas", "Hungary" },
    { "Oana Țoiulescu", "Țoiulescu", "Romania" },
    { "Ivica Đukić-Dejanović", "Đukić-Dejanović", "Serbia" },
    { "Gordan Grlić Rakovac", "Grlić Rakovac", "Croatia" },
    { "Elmedin Konakbegović", "Konakbegović", "Bosnia and Herzegovina" },
    { "Donika Gërvalla-Hoxha", "Gërvalla-Hoxha", "Kosovo" },
    { "Elisa Spiropulli Xhaçka", "Xhaçka", "Albania" },
    { "Tsvetelina Penkova-Ilieva", "Penkova-Ilieva", "Bulgaria" },
    { "Constantinos Kombogiannis", "Kombogiannis", "Cyprus" },
    { "Josianne Xuereb D'Amato", "D'Amato", "Malta" },
    { "Radosław Wiśniewiecki", "Wiśniewiecki", "Poland" },
    { "Ľubica Karvašová", "Karvašová", "Slovakia" },
    { "João Gomes Cravinho e Sousa", "Cravinho e Sousa", "Portugal" },
    { "Mauro Luiz Iecker da Rocha", "da Rocha", "Brazil" },
    { "Iratxe de la Fuente y Oriol", "de la Fuente", "Spain" },
    { "María del Carmen Bonilla Cué", "Bonilla Cué", "Mexico" },
    { "Benedetto D'Ambrosi", "D'Ambrosi", "Italy" },
    { "Luca De Biagi", "De Biagi", "San Marino" },
    { "Anne-Claire de Montferrand", "de Montferrand", "France" },
    { "Bernard van der Quinten", "van der Quinten", "Belgium" },
    { "Wopke ten Broeke", "ten Broeke", "Netherlands" },
    { "Johann-Dietrich zu Wittgenau", "zu Wittgenau", "Germany" },
    { "Ignazio Cassani", "Cassani", "Switzerland" },
    { "Adelheid Frick-Ospelt", "Frick-Ospelt", "Liechtenstein" },
    { "Micheál Ó Dálaigh", "Ó Dálaigh", "Ireland" },
    { "Catriona McAllister-Boyd", "McAllister-Boyd", "United Kingdom" },
    { "Harold W. Cutlip Jr.", "Cutlip", "United States" },
    { "Chrystia St-Laurent", "St-Laurent", "Canada" },
    { "Alva Baptiste-Hippolyte", "Baptiste-Hippolyte", "Saint Lucia" },
    { "Marie-Carmelle Jean-Baptiste", "Jean-Baptiste", "Haiti" },
    { "Kerrie Symmonds-Drakes", "Symmonds-Drakes", "Barbados" },
    { "Hugh Hilton Persaud-Todd", "Persaud-Todd", "Guyana" },
    { "E. P. Chet Greenidge", "Greenidge", "Antigua and Barbuda" },
    { "Frederick Audley Mitchell-Rolle", "Mitchell-Rolle", "Bahamas" },
    { "Josphat arap Sang", "arap Sang", "Kenya" },
    { "Mahmoud Thabit Kombo Shein", "Shein", "Tanzania" },
    { "Édouard Bizimanayo", "Bizimanayo", "Burundi" },
    { "Thérèse Kayikwamba Wagneri", "Wagneri", "DR Congo" },
    { "Jean-Claude Gakossoni", "Gakossoni", "Republic of the Congo" },
    { "Denis Christel N'Guessou", "N'Guessou", "Republic of the Congo" },
    { "Régis Onanga Ndiayeni", "Onanga Ndiayeni", "Gabon" },
    { "Mamadou Tangaranding", "Tangaranding", "Gambia" },
    { "Abdoulaye Diopra", "Diopra", "Mali" },
    { "Bakary Yaou Sangariou", "Sangariou", "Niger" },
    { "Léon Kacou Houadja Adomou", "Adomou", "Ivory Coast" },
    { "Kwabena Osei-Boateng", "Osei-Boateng", "Ghana" },
    { "Akosua Frema Nkrumah-Opare", "Nkrumah-Opare", "Ghana" },
    { "Oluwaseun Adeyemi-Bero", "Adeyemi-Bero", "Nigeria" },
    { "Nomvula Xhalisa kaMbeki", "kaMbeki", "South Africa" },
    { "Lejone Mpotjoana", "Mpotjoana", "Lesotho" },
    { "Selma Ashipala-Musavyi", "Ashipala-Musavyi", "Namibia" },
    { "Rafaravavitafika Rasatarivola", "Rasatarivola", "Madagascar" },
    { "Sylvestre Radegondel", "Radegondel", "Seychelles" },
    { "Yemane Gebre-Ab", "Yemane", "Eritrea" },
    { "K. V. Raghavendra", "Raghavendra", "India" },
    { "Arzu Rana Deubasthali", "Deubasthali", "Nepal" },
    { "I Gusti Ayu Suartini", "Suartini", "Indonesia" },
    { "Mohamad bin Hasanuddin", "Mohamad", "Malaysia" },
    { "Erywan bin Yusofuddin", "Erywan", "Brunei" },
    { "Renato Pedro Dela Cruz-Ocampo", "Dela Cruz-Ocampo", "Philippines" },
    { "Tung-yi Wu", "Wu", "Taiwan" },
    { "Jeong-hwa Noh", "Noh", "South Korea" },
    { "Yōko Kamikawada", "Kamikawada", "Japan" },
    { "Hone Ngātata-Parata", "Ngātata-Parata", "New Zealand" },
    { "Penelope Wong-Hartigan", "Wong-Hartigan", "Australia" },
    { "Peter Shanel Agovakala", "Agovakala", "Solomon Islands" },
    { "Lionel Rouwen Aingimeana", "Aingimeana", "Nauru" },
    { "Gustav Aitarong", "Aitarong", "Palau" },
    { "Lorin S. Robertsen", "Robertsen", "Micronesia" },
    { "Ilia Darchiashvili-Tsereteli", "Darchiashvili-Tsereteli", "Georgia" },
    { "Gideon Ben-Sa'ar", "Ben-Sa'ar", "Israel" },
    { "Yossi Bar-Shalom", "Bar-Shalom", "Israel" },
    { "Lin Chia-mou", "Lin", "Taiwan" },
    { "Simeón Esono Mba Nsue", "Esono Mba", "Equatorial Guinea" },
    { "Verónica dos Reis Nhantumbo", "Nhantumbo", "Mozambique" },
    { "Javier Ycaza-Acha Riquelme", "Ycaza-Acha", "Panama" },
    { "Yván Pacheco Rondón", "Pacheco", "Venezuela" },
    { "Isabelle Lantéri-Amadeï", "Lantéri-Amadeï", "Monaco" },
    { "Imma Sansa i Faus", "Sansa", "Andorra" },
    { "Philippe-Auguste St. Clery", "St. Clery", "Saint Lucia" },
    { "Tom Nielsen", "Nielsen", "Denmark" },
    { "Aishath Ibrahim Didi", "Didi", "Maldives" },
    { "Ts. Munkh-Oruvabaatar", "Munkh-Oruvabaatar", "Mongolia" },
    { "A. K. M. Shahidul Bhuiyan", "Bhuiyan", "Bangladesh" },
    { "Jeenbek Oruvaev uulu", "Oruvaev uulu", "Kyrgyzstan" },
    { "Teresa d'Almeida Ribeiro", "d'Almeida Ribeiro", "Portugal" },
    { "Karl-Theodor von und zu Hohenau", "von und zu Hohenau", "Germany" },
}

local PLACES = {
    ["behind an office"] = "LIMA, May 12 - Foreign Minister %s met reporters on Tuesday. %s said the port was open.",
    ["before an office"] = "The ferry was late. %s, Minister of Trade of {country}, spoke of the port. %s added that it was open.",
    ["behind a counterpart"] = "Minister Rosa Quintanilla held talks with her counterpart, %s, on the ferry. %s said the port was open.",
    ["behind a country"] = "At the dinner {country}'s %s thanked the hosts for the fish. %s said the port was open.",
    ["behind 'according to'"] = "According to %s, the harbour needs a second crane. %s said the port was open.",
    ["before a deed"] = "After two hours %s agreed to open a second crane. %s said the port was open.",
}

local PART = 14                      -- names a case: each may take only so many steps

-- Is the name found whole, and is its last mention, the short form, the same person?
local function check(t, text, name, short)
    local doc = t:read(text, { date = "2026-05-12", language = "en" })
    local whole, again
    for _, row in ipairs(doc:layer "person") do
        if row.text == name then whole = true end
        if row.text == short then again = row end
    end
    t:ok(whole, name .. " in: " .. text)
    t:equal(again and again.name, name, short .. " in: " .. text)
end

for place, frame in pairs(PLACES) do
    for from = 1, #NAMES, PART do
        case(("names %s, from %s on"):format(place, NAMES[from][1]))(function(t)
            for i = from, math.min(#NAMES, from + PART - 1) do
                local name, short, country = table.unpack(NAMES[i])
                local text = frame:gsub("{country}", country):gsub("%%s", name:gsub("%%", "%%%%"), 1):gsub("%%s", short, 1)
                check(t, text, name, short)
            end
        end)
    end
end

-- A headline in capitals and what stands below it → the names of its persons.
local HEADLINES = {
    { "MINISTER KELLER SPEAKS WITH PERUVIAN PRESIDENT HUGO BRAND", "Keller, Hugo Brand" },
    { "FOREIGN MINISTER ŁUKASZ KERTÉSZ MEETS COUNTERPART IN LIMA\n\nForeign Minister Łukasz Kertész met Emil Roth.", "Łukasz Kertész, Łukasz Kertész, Emil Roth" },
    { "PRESIDENT TERESA KALDAHL-KEBNAR RECEIVES ENVOY OF PERU", "Teresa Kaldahl-Kebnar" },
}

case("names in headlines of capitals are as they are elsewhere, and end before the verb")(function(t)
    for _, row in ipairs(HEADLINES) do
        local names = {}
        for _, person in ipairs(t:read(row[1], { date = "2026-05-12", language = "en" }):layer "person") do
            if not person.described then names[#names + 1] = person.name end
        end
        t:equal(table.concat(names, ", "), row[2], row[1])
    end
end)
